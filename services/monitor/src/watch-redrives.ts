import { createRedriveMetrics } from '@varselvakt/runtime';
import { countRedriven, type StoreClient } from '@varselvakt/store';

/** Counts the letters that went back, by whatever hand, in the metrics: of each look what came since the last. Throws StoreError. */
export function watchRedrives(
  metrics: Parameters<typeof createRedriveMetrics>[0],
): (client: StoreClient) => Promise<void> {
  const tell = createRedriveMetrics(metrics);
  let lastNumber = 0n;
  return async (client) => {
    const found = await countRedriven(client, lastNumber);
    lastNumber = found.lastNumber;
    tell(found.counts);
  };
}
