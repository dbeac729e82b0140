import { createEventDecoder, createRegistryClient } from '@varselvakt/codec';
import type { AcceptedEvent } from '@varselvakt/domain';
import { logSubjects, pipelineTopics } from '@varselvakt/pipeline';
import { createConfigSchema, registrySettings, topicSettings, toRegistryConnection } from '@varselvakt/runtime';
import {
  countEvents,
  readDatabaseClock,
  readDeletionForecast,
  type StoreClient,
  type StoredHistory,
  scanHistories,
} from '@varselvakt/store';
import type { ProgressBar } from '../../operator/show-progress.ts';
import { readConfig } from '../../read-config.ts';
import type { ChangedLabel } from './changed-policy.ts';
import { foreseePlan } from './foresee-plan.ts';
import { createEffectTally, horizons, type PolicyEffect } from './policy-effect.ts';

const configSchema = createConfigSchema({ ...registrySettings, ...topicSettings });

/** How much goes when, as it is planned. */
export type Forecast = {
  readonly producerId: string;
  readonly label: string;
  readonly counts: readonly { readonly withinDays: number | null; readonly presentCount: number }[];
};

/** What goes when as things stand, by producer and label. Throws StoreError. */
export async function forecastPresent(client: StoreClient): Promise<readonly Forecast[]> {
  const days = await readDeletionForecast(client, null);
  return [...Map.groupBy(days, ({ producerId, label }) => `${producerId}\u001f${label}`).values()].map((own) => ({
    producerId: own[0]?.producerId ?? '',
    label: own[0]?.label ?? '',
    counts: horizons.map((withinDays) => ({
      withinDays,
      presentCount: own
        .filter(({ daysAhead }) => withinDays === null || daysAhead < withinDays)
        .reduce((sum, { dueCount }) => sum + dueCount, 0),
    })),
  }));
}

/**
 * What would have come out if these policies had held when the stored events came. Changes nothing. Throws CommandError, StoreError,
 * RegistryUnavailable.
 */
export async function foreseeEffects(
  client: StoreClient,
  labels: ReadonlyMap<string, ChangedLabel>,
  bar: ProgressBar,
): Promise<readonly PolicyEffect[]> {
  const tally = createEffectTally(await readDatabaseClock(client));
  const totalCount = await countEvents(client);
  const decode = createDecoder();
  let readCount = 0;
  await scanHistories(client, [...labels.keys()], async (histories) => {
    for (const [history, events] of await decode(histories)) {
      const label = labels.get(history.label);
      const isWhole = events.length === history.payloads.length;
      if (label === undefined) continue;
      tally.add(history, history.deleteAt, isWhole ? foreseePlan(events, label) : { outcome: 'UNKNOWN' });
    }
    readCount += histories.reduce((sum, { payloads }) => sum + payloads.length, 0);
    bar.update(readCount, totalCount);
  });
  bar.end();
  return tally.effects();
}

type Decode = (
  histories: readonly StoredHistory[],
) => Promise<readonly (readonly [StoredHistory, readonly AcceptedEvent[]])[]>;

function createDecoder(): Decode {
  const config = readConfig(configSchema);
  const decoder = createEventDecoder({
    registry: createRegistryClient(toRegistryConnection(config)),
    readers: [logSubjects(pipelineTopics(config.TOPIC_PREFIX).events)[0]],
    now: Date.now,
  });
  return async (histories) => {
    await decoder.prepare(histories.flatMap(({ payloads }) => payloads.map((value) => ({ value }))));
    return histories.map((history) => [
      history,
      history.payloads.flatMap((payload) => {
        const decoded = decoder.decode(payload);
        return decoded.ok ? [decoded.value] : [];
      }),
    ]);
  };
}
