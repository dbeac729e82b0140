import { createRequire } from 'node:module';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import kafkajs from 'kafkajs';
import { installConnectionGuard } from './connection-guard.ts';

type Encoding = { readonly buffer: Buffer };
type ConnectionOf = new (
  options: object,
) => {
  readonly connect: () => Promise<boolean>;
  readonly disconnect: () => Promise<boolean>;
  readonly isConnected: () => boolean;
  readonly send: (exchange: object) => Promise<string>;
};
const require = createRequire(import.meta.url);
const Connection = require('kafkajs/src/network/connection.js') as ConnectionOf;
const Encoder = require('kafkajs/src/protocol/encoder.js') as new () => Encoding;
const createSocketFactory = require('kafkajs/src/network/socketFactory.js') as () => unknown;
const { createLogger } = require('kafkajs/src/loggers/index.js') as { createLogger: (options: object) => unknown };

let server: Server;
const sockets: Socket[] = [];
let connection: InstanceType<ConnectionOf> | undefined;

/** Echoes what it is asked; the first connection breaks in the middle of its answer. */
function answer(socket: Socket, request: Buffer, isTorn: boolean): void {
  const body = Buffer.from('hello');
  const frame = Buffer.alloc(8);
  frame.writeInt32BE(4 + body.length);
  request.copy(frame, 4, 8, 12);
  const whole = Buffer.concat([frame, body]);
  if (isTorn) socket.end(whole.subarray(0, 10));
  else socket.write(whole);
}

beforeEach(async () => {
  server = createServer((socket) => {
    const isTorn = sockets.push(socket) === 1;
    socket.on('error', () => socket.destroy()).on('data', (request) => answer(socket, request, isTorn));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await connection?.disconnect();
  await new Promise((resolve) => server.close(resolve));
});

test('a connection that ended in the middle of an answer is read from its beginning when it is made anew', async () => {
  installConnectionGuard();
  const opened = new Connection({
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    logger: createLogger({ level: kafkajs.logLevel.NOTHING, logCreator: () => () => undefined }),
    socketFactory: createSocketFactory(),
    requestTimeout: 5_000,
    connectionTimeout: 5_000,
  });
  connection = opened;
  const ask = () =>
    opened.send({
      request: { apiKey: 18, apiVersion: 0, apiName: 'ApiVersions', encode: async () => new Encoder() },
      response: { decode: async (raw: Buffer) => ({ text: raw.toString() }), parse: async (all: object) => all },
    });
  await opened.connect();
  await expect(ask()).rejects.toThrow('Closed connection');
  while (opened.isConnected()) await new Promise(setImmediate);
  await opened.connect();
  expect(await ask()).toEqual({ text: 'hello' });
  expect(sockets).toHaveLength(2);
});
