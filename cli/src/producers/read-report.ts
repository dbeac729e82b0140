import { randomUUID } from 'node:crypto';
import type { TopicAccess } from '@varselvakt/inspection';
import { findFeedbackTopics } from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import type { Environment } from '@varselvakt/rules';
import {
  beginOfDay,
  composeScorecards,
  createOutcomeFold,
  openOutcomeReader,
  readStoreFigures,
  readUpcoming,
  type ScorecardReport,
} from '@varselvakt/scorecard';
import { type ProgressBar, showProgress } from '../operator/show-progress.ts';
import { withDatabase } from '../with-database.ts';
import { withTopicAccess } from '../with-topic-access.ts';

export type ReportQuestion = {
  readonly register: Register;
  readonly environment: Environment;
  /** Milliseconds since the epoch. */
  readonly askedFromAt: number;
  readonly now: () => number;
};

const use = { applicationName: 'varselvakt-producers', statementTimeoutMs: 0 };
const progressMs = 200;

/** Reads the feedback topics and the database once and makes scorecards of them. Throws CommandError, KafkaError, StoreError. */
export async function readReport(question: ReportQuestion): Promise<ScorecardReport> {
  const { register, environment, now } = question;
  const askedFromAt = beginOfDay(question.askedFromAt);
  const stored = await withDatabase(use, async (client) => ({
    ...(await readStoreFigures(client, askedFromAt)),
    upcoming: await readUpcoming(client),
  }));
  return withTopicAccess(async (access) => {
    const topics = await findFeedbackTopics(access.admin, access.topics);
    const fold = createOutcomeFold({ producerIds: new Set(register.producers.keys()), beginAt: askedFromAt });
    const outcomesFromAt = await readOutcomes(access, { topics, fromAt: askedFromAt, now, onOutcome: fold.add });
    return composeScorecards({
      register,
      environment,
      askedFromAt,
      outcomesFromAt,
      now: now(),
      feedbackTopics: topics,
      outcomesFrom: fold.figures,
      stored,
    });
  });
}

type Reading = Pick<Parameters<typeof openOutcomeReader>[0], 'topics' | 'fromAt' | 'now' | 'onOutcome'>;

/** Reads to the end and says since when the topics are whole. */
async function readOutcomes(access: TopicAccess, reading: Reading): Promise<number | null> {
  const reader = await openOutcomeReader({
    ...access,
    ...reading,
    groupId: `varselvakt-cli-${randomUUID().slice(0, 8)}`,
  });
  const bar = showProgress('outcomes', process.stderr);
  const timer = setInterval(() => update(bar, reader.progress()), progressMs);
  try {
    await reader.caughtUp;
    return reader.progress().outcomesFromAt;
  } finally {
    clearInterval(timer);
    bar.end();
    await reader.stop();
  }
}

const update = (bar: ProgressBar, { readCount, waitingCount }: { readCount: number; waitingCount: number }): void =>
  bar.update(readCount, readCount + waitingCount);
