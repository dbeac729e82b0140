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

/** What becomes of a connection now, and how many wait for their turn; closed: it was not opened yet, or it broke. */
export type ConnectionUse = { readonly state: 'active' | 'idle' | 'closed'; readonly waitingCount: number };

/** Makes one lasting connection for one consumer; nothing is opened yet. */
export function createStoreConnection(
  databaseUrl: string,
  options: ConnectOptions,
): StoreConnection & { readonly use: () => ConnectionUse } {
  let client: StoreClient | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let borrowerCount = 0;
  const open = async (): Promise<StoreClient> => {
    if (client !== null && !client.isBroken()) return client;
    await client?.close();
    client = null;
    client = await connect(databaseUrl, options);
    return client;
  };
  const withClient = <T>(work: (borrowed: StoreClient) => Promise<T>): Promise<T> => {
    borrowerCount += 1;
    const turn = last
      .then(async () => work(await open()))
      .finally(() => {
        borrowerCount -= 1;
      });
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    withClient,
    use: () => {
      const isOpen = client !== null && !client.isBroken();
      return {
        state: borrowerCount > 0 ? 'active' : isOpen ? 'idle' : 'closed',
        waitingCount: Math.max(0, borrowerCount - 1),
      };
    },
    close: async () => {
      await last;
      await client?.close();
      client = null;
    },
  };
}
