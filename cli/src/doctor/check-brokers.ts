import { connect } from 'node:net';
import { type CheckLine, fault, warning } from './check-line.ts';

const connectTimeoutMs = 5_000;

/** Which of the addresses take no connection at all. The Kafka client would go on trying for a long time before it says so. */
export async function findSilentBrokers(brokers: readonly string[]): Promise<readonly string[]> {
  const answers = await Promise.all(brokers.map(canConnect));
  return brokers.filter((_, index) => answers[index] === false);
}

/** What silent brokers mean: one of several may be away, all of them may not. */
export function judgeBrokers(brokers: readonly string[], silent: readonly string[]): readonly CheckLine[] {
  const remedy = 'is it up, is its address right, and does a firewall let us through?';
  if (silent.length === brokers.length)
    return [fault('kafka', `no broker takes a connection (${brokers.join(', ')})`, remedy)];
  return silent.map((broker) => warning('kafka', `${broker} takes no connection`, remedy));
}

function canConnect(broker: string): Promise<boolean> {
  const { hostname, port } = new URL(`kafka://${broker}`);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
    const end = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.setTimeout(connectTimeoutMs, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
