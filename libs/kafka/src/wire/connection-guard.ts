import { createRequire } from 'node:module';

/**
 * Why this wraps a piece of kafkajs. A connection may end in the middle of an answer: a broker is killed while it sends, a network breaks.
 * kafkajs connects anew with the same object and forgets to throw the half answer away, so that it takes the first bytes of the new
 * connection for the rest of it: from then on every answer is misread, no request is ever answered, and the consumer or producer
 * stands still until its process ends. So what is left of the old connection is thrown away before a new one begins, and the old
 * socket is not listened to any more.
 */
const CONNECTION_MODULE = 'kafkajs/src/network/connection.js';
const GUARDED = Symbol.for('varselvakt.connectionGuard');
const LENGTH_BYTES = 4;

type Connection = {
  chunks: Buffer[];
  bytesBuffered: number;
  bytesNeeded: number;
  readonly socket?: { readonly removeAllListeners: (event: string) => unknown };
  readonly isConnected: () => boolean;
};
type ConnectionModule = {
  readonly prototype: { connect: (this: Connection) => Promise<boolean> };
  [GUARDED]?: true;
};

/** Wraps kafkajs' connect once per process. Never throws for a kafkajs that it knows (the version is pinned). */
export const installConnectionGuard = (): void => {
  const connectionModule = createRequire(import.meta.url)(CONNECTION_MODULE) as ConnectionModule;
  if (connectionModule[GUARDED] === true) return;
  const { connect } = connectionModule.prototype;
  connectionModule.prototype.connect = function (this: Connection) {
    if (!this.isConnected()) {
      this.socket?.removeAllListeners('data');
      this.chunks = [];
      this.bytesBuffered = 0;
      this.bytesNeeded = LENGTH_BYTES;
    }
    return connect.call(this);
  };
  connectionModule[GUARDED] = true;
};
