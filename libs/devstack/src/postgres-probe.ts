import { connect } from 'node:net';

const PROTOCOL_VERSION = 196_608;
const AUTHENTICATION_REQUEST = 0x52;

/**
 * True when the server asks for a password or lets us in; false while it starts, stops or is not there. Never throws.
 * The connection is given up before a password is sent, so no password is needed.
 */
export function isPostgresReady(
  address: { readonly host?: string; readonly port: number; readonly user: string; readonly database: string },
  timeoutMs = 1000,
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address.host ?? '127.0.0.1', port: address.port });
    const finish = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    socket.on('connect', () => socket.write(encodeStartup(address.user, address.database)));
    socket.once('data', (piece: Buffer) => finish(piece[0] === AUTHENTICATION_REQUEST));
  });
}

function encodeStartup(user: string, database: string): Buffer {
  const text = Buffer.from(`user\0${user}\0database\0${database}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + text.length, 0);
  head.writeInt32BE(PROTOCOL_VERSION, 4);
  return Buffer.concat([head, text]);
}
