import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the stub answers: as a registry, or as one of the troubles a registry can have. */
export type StubMode =
  | 'ok'
  | 'not-found'
  | 'error'
  | 'hang'
  | 'garbage'
  | 'busy'
  | 'html-404'
  | 'reset'
  | 'unauthorized';

export type RegistryStub = {
  readonly url: string;
  /** Paths asked for so far, with method. */
  readonly requests: readonly string[];
  readonly authorizations: readonly (string | undefined)[];
  setMode(mode: StubMode): void;
  close(): Promise<void>;
};

/** A registry on a real socket that can be told to fail, with the given answers by "METHOD /path" in mode ok. */
export async function createRegistryStub(answers: { readonly [request: string]: unknown }): Promise<RegistryStub> {
  const requests: string[] = [];
  const authorizations: (string | undefined)[] = [];
  let mode: StubMode = 'ok';
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    authorizations.push(request.headers.authorization);
    answer(mode, answers, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/registry`,
    requests,
    authorizations,
    setMode: (next) => {
      mode = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(
  mode: StubMode,
  answers: { readonly [request: string]: unknown },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const send = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
  const found = answers[`${request.method} ${request.url?.replace(/^\/registry/, '')}`];
  switch (mode) {
    case 'ok':
      return void (found === undefined ? send(404, { error_code: 40403, message: 'none' }) : send(200, found));
    case 'not-found':
      return void send(404, { error_code: 40403, message: 'none' });
    case 'error':
      return void send(500, { error_code: 50001, message: 'broken' });
    case 'busy':
      return void send(429, { error_code: 42901, message: 'later' });
    case 'unauthorized':
      return void send(401, { error_code: 401, message: 'who' });
    case 'garbage':
      return void response.writeHead(200).end('<html>');
    case 'html-404':
      return void response.writeHead(404).end('<html>');
    case 'reset':
      return void request.socket.destroy();
    case 'hang':
      return;
  }
}
