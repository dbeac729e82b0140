import { type DeletionFacts, readDeletionFacts } from '@varselvakt/lag';
import { coerceError, errorCodeOf } from '@varselvakt/runtime';
import { connect, type StoreClient } from '@varselvakt/store';

/** Reading counts every due row. */
const INTERVAL_MS = 30_000;

/** Knows what Postgres said of deletions when it was last asked. */
export type DeletionWatch = {
  readonly facts: () => DeletionFacts;
  /** Asks if the last time is long enough ago. Never throws. */
  readonly look: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type WatchOptions = {
  /** Asked over the same connection at each look that asks. */
  readonly further?: (client: StoreClient) => Promise<void>;
  readonly now?: () => number;
};

/** Makes a watch; it connects at the first look, and anew after a fault. Without an address it asks nobody. */
export function watchDeletions(url: string | null, { further, now = Date.now }: WatchOptions = {}): DeletionWatch {
  let client: StoreClient | undefined;
  let facts: DeletionFacts = url === null ? { outcome: 'NOT_ASKED' } : { outcome: 'FAILED', code: 'NOT_ASKED_YET' };
  let askedAt = Number.NEGATIVE_INFINITY;

  const ask = async (address: string): Promise<DeletionFacts> => {
    try {
      client ??= await connect(address, { applicationName: 'varselvakt-monitor', lookupPlans: false });
      await further?.(client);
      return await readDeletionFacts(client);
    } catch (thrown) {
      await client?.close();
      client = undefined;
      return { outcome: 'FAILED', code: errorCodeOf(coerceError(thrown)) };
    }
  };

  return {
    facts: () => facts,
    look: async () => {
      if (url === null || now() - askedAt < INTERVAL_MS) return;
      facts = await ask(url);
      // After a fault it is asked at every look: whoever waits for Postgres wants to know at once.
      askedAt = facts.outcome === 'READ' ? now() : Number.NEGATIVE_INFINITY;
    },
    close: async () => client?.close(),
  };
}
