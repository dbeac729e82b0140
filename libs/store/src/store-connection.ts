import { type ConnectOptions, connect, type StoreClient } from './connect.ts';

/** A connection that comes back: opened when first used, opened anew after it broke. */
export type StoreConnection = {
  /**
   * Lends the client to one borrower at a time, in the order of asking. Throws StoreError when it cannot be opened (transient:
   * the caller backs off and asks again) and whatever `work` throws.
   */
  readonly withClient: <T>(work: (client: StoreClient) => Promise<T>) => Promise<T>;
  /** Waits for the borrower, then closes. Never throws. */
  readonly close: () => Promise<void>;
};

/** Makes one lasting connection for one consumer; nothing is opened yet. */
export function createStoreConnection(databaseUrl: string, options: ConnectOptions): StoreConnection {
  let client: StoreClient | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const open = async (): Promise<StoreClient> => {
    if (client !== null && !client.isBroken()) return client;
    await client?.close();
    client = null;
    client = await connect(databaseUrl, options);
    return client;
  };
  const withClient = <T>(work: (borrowed: StoreClient) => Promise<T>): Promise<T> => {
    const turn = last.then(async () => work(await open()));
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    withClient,
    close: async () => {
      await last;
      await client?.close();
      client = null;
    },
  };
}
