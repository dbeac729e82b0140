/** The broker of the simulation keeps what the services rely on; broker-contract.int.test.ts asks the same of Kafka. */
import { createFakeBroker } from '../fakes/fake-broker.ts';
import { describeBroker } from './broker-contract.ts';

describeBroker(async () => {
  const broker = createFakeBroker(Date.now);
  return {
    topic: 'topic',
    sender: broker.openSender(async () => 'DONE'),
    read: async (partition) => broker.read('topic', partition),
    close: async () => undefined,
  };
});
