/** kill -9 of one of three brokers while events flow: its leaders move away and back, nothing is lost, nothing is twice (F4). */
import { testLostBrokers } from './lose-brokers.ts';

testLostBrokers('a broker that is lost under load costs time and nothing else', { lost: [2] });
