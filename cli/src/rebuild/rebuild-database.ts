import type { TopicAccess } from '@varselvakt/inspection';
import { createSender } from '@varselvakt/kafka';
import type { ConfigOf, ReleaseStack, Settings } from '@varselvakt/runtime';
import {
  carryRecords,
  carryTally,
  measureRebuilt,
  pauseDeletions,
  type RebuiltCounts,
  readControl,
  restoreErasures,
  type StoreClient,
  verifyLedger,
} from '@varselvakt/store';
import { loadRebuild, type RebuildTally } from './load-rebuild.ts';
import type { ProgressBar } from './progress-bar.ts';
import { type LogStretch, readStretch } from './read-stretch.ts';
import type { LogSurvey } from './survey-log.ts';

export type RebuildWork = {
  readonly access: TopicAccess;
  readonly config: ConfigOf<Settings>;
  readonly stretch: LogStretch;
  readonly survey: LogSurvey;
  readonly databaseUrl: string;
  readonly into: StoreClient;
  /** Holds what the log does not; null: nothing does. */
  readonly keptFrom: StoreClient | null;
  readonly actor: string;
  readonly release: Pick<ReleaseStack, 'push'>;
  readonly bar: ProgressBar;
  /** Told what Kafka does not take any more. */
  readonly onRefused: (code: string) => void;
};

export type RebuildResult = {
  /** EQUAL: every record of the log has its fate, and the tables agree with it and with each other. */
  readonly outcome: 'EQUAL' | 'DIFFERENT';
  readonly tally: RebuildTally;
  readonly counts: RebuiltCounts;
  readonly restoredLineCount: number;
  /** Rows by table. */
  readonly carried: Readonly<Record<string, number>>;
};

const stopDeadlineMs = 5_000;
/** Time for people to place holds again. */
const pauseMs = 7 * 86_400_000;
const pauseReason = 'rebuilt from the event log: place the holds that are missing, then resume';

/** Fills an empty database. Throws StoreError, KafkaError; begin with a new database then. */
export async function rebuildDatabase(work: RebuildWork): Promise<RebuildResult> {
  const { access, config, stretch, survey, into, keptFrom, release, bar } = work;
  const { isBuried, firstPlaces } = survey;
  const carried: Record<string, number> = keptFrom === null ? {} : { ...(await carryRecords(keptFrom, into)) };
  // Before any event: what was erased stays erased, whatever of it still lies on the log.
  const restoredLineCount = await restoreErasures(into, stretch.topic, survey.erasures);
  await pauseAtLeast(into, Date.now() + pauseMs, work.actor);
  const { openRebuild } = await loadRebuild();
  const sender = createSender(access.client);
  release.push('sender', () => sender.stop(stopDeadlineMs));
  const parts = {
    config,
    databaseUrl: work.databaseUrl,
    admin: access.admin,
    sender,
    onRefused: work.onRefused,
    release,
    isBuried,
  };
  const { store, tally } = await openRebuild(parts);
  bar.restart('storing');
  await readStretch(access, stretch, async (records) => {
    await store(firstPlaces.arrange(records));
    bar.add(records.length);
  });
  if (keptFrom !== null) carried['event_tally'] = await carryTally(keptFrom, into);
  const counts = await measureRebuilt(into);
  const isChainWhole = (await verifyLedger(into, { known: null, onProgress: () => undefined })).outcome === 'INTACT';
  const outcome = isChainWhole && isEqual(survey, tally, counts) ? 'EQUAL' : 'DIFFERENT';
  return { outcome, tally, counts, restoredLineCount, carried };
}

async function pauseAtLeast(into: StoreClient, until: number, actor: string): Promise<void> {
  const { pause } = await readControl(into);
  if (pause === null || pause.until < until) await pauseDeletions(into, until, { actor, reason: pauseReason });
}

function isEqual({ recordCount, firstPlaces }: LogSurvey, tally: RebuildTally, counts: RebuiltCounts): boolean {
  const refusedCount = Object.values(tally.refusedCounts).reduce((sum, count) => sum + count, 0);
  const fateCount =
    tally.storedCount + tally.repeatedCount + tally.passedOverCount + tally.unusableCount + refusedCount;
  const stored = [counts.identityCount, counts.contentCount, counts.wholeCount, counts.countedCount];
  return fateCount === recordCount + firstPlaces.addedCount() && stored.every((count) => count === tally.storedCount);
}
