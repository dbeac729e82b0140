/** kill -9 of one of three brokers while events flow, each of them in turn: leaders move away and back, nothing is lost, nothing is twice (F4). */
import { usualMix } from '../faults/under-trouble.ts';
import { testLostBrokers } from './lose-brokers.ts';

testLostBrokers('brokers that are lost in turn under load cost time and nothing else', {
  lost: [1, 2, 3, 1],
  mix: { ...usualMix, lives: 1_200, repeats: 100, conflicts: 100, refused: 60, unreadable: 60, withdrawn: 60 },
});
