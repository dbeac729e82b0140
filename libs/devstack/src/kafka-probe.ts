import { connect } from 'node:net';

const CLIENT_ID = 'varselvakt-probe';
const METADATA_API_KEY = 3;
const METADATA_VERSION = 4;

interface KafkaProbe {
  readonly timeoutMs?: number;
  /** How many living brokers it must see. */
  readonly brokerCount?: number;
}

/** True when the broker answers a metadata request and counts itself among the living brokers. Never throws. */
export function isKafkaReady(
  port: number,
  host = '127.0.0.1',
  { timeoutMs = 1000, brokerCount = 1 }: KafkaProbe = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let received = Buffer.alloc(0);
    const finish = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write(encodeMetadataRequest()));
    socket.on('data', (piece: Buffer) => {
      received = Buffer.concat([received, piece]);
      if (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) {
        finish(countBrokers(received) >= brokerCount);
      }
    });
  });
}

function encodeMetadataRequest(): Buffer {
  const header = Buffer.alloc(10);
  header.writeInt16BE(METADATA_API_KEY, 0);
  header.writeInt16BE(METADATA_VERSION, 2);
  header.writeInt32BE(1, 4);
  header.writeInt16BE(CLIENT_ID.length, 8);
  // An empty list of topics, none to be created.
  const body = Buffer.from([0, 0, 0, 0, 0]);
  const request = Buffer.concat([header, Buffer.from(CLIENT_ID), body]);
  const size = Buffer.alloc(4);
  size.writeInt32BE(request.length, 0);
  return Buffer.concat([size, request]);
}

/** After the size: correlation id, throttle time, then the brokers, each of 4 bytes or more. */
function countBrokers(response: Buffer): number {
  return response.length < 16 ? 0 : response.readInt32BE(12);
}
