import { type LagReader, type TopicPurpose, topicDeclarations } from '@varselvakt/kafka';
import type { TopicsView } from '../../console/src/pages/overview/overview-answer.ts';
import { risePerSecond } from '../lag-view/lag-history.ts';

/** Knows how much comes into the topics of the pipeline. */
export type FlowWatch = {
  /** Reads where the topics end. Never throws: what could not be read is not known. */
  readonly look: () => Promise<void>;
  readonly topics: () => readonly TopicsView[];
};

type Names = { readonly TOPIC_PREFIX: string; readonly INBOUND_TOPICS: readonly string[] | null };
type Point = { readonly at: number; readonly end: number | null };

const KEEP_MS = 65_000;
/** A broker that does not answer must not hold up the looks at groups. */
const DEADLINE_MS = 10_000;
const purposes = ['inbound', 'events', 'feedback', 'dead-letter'] as const satisfies readonly TopicPurpose[];

const unknownTopics = (purpose: TopicPurpose, names: readonly string[], fault: string | null): TopicsView => ({
  ...{ purpose, names, perSecond: null, keptCount: null, fault },
});

function namesOf({ TOPIC_PREFIX, INBOUND_TOPICS }: Names, purpose: TopicPurpose): readonly string[] {
  if (purpose === 'inbound' && INBOUND_TOPICS !== null) return INBOUND_TOPICS;
  return topicDeclarations(TOPIC_PREFIX)
    .filter((one) => one.purpose === purpose)
    .map(({ name }) => name);
}

async function withinDeadline<Result>(work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the topics took too long')), DEADLINE_MS);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Makes a watch over the declared topics; it keeps the last minute. */
export function createFlowWatch(reader: Pick<LagReader, 'topicOffsets'>, names: Names, now = Date.now): FlowWatch {
  const byPurpose = purposes.map((purpose) => ({ purpose, topics: namesOf(names, purpose) }));
  const points = new Map<TopicPurpose, readonly Point[]>();
  let views: readonly TopicsView[] = byPurpose.map(({ purpose, topics }) => unknownTopics(purpose, topics, null));

  const toView = (
    { purpose, topics }: (typeof byPurpose)[number],
    answers: Awaited<ReturnType<LagReader['topicOffsets']>>,
  ): TopicsView => {
    const read = topics.map((topic) => answers.get(topic));
    const partitions = read.flatMap((answer) => (answer?.outcome === 'READ' ? answer.partitions : []));
    const failed = read.find((answer) => answer?.outcome === 'FAILED');
    const end = failed === undefined ? partitions.reduce((total, one) => total + Number(one.endOffset), 0) : null;
    const at = now();
    const kept = [...(points.get(purpose) ?? []), { at, end }].filter((point) => point.at >= at - KEEP_MS);
    points.set(purpose, kept);
    if (failed?.outcome === 'FAILED') return unknownTopics(purpose, topics, failed.code);
    return {
      ...{ purpose, names: topics, fault: null },
      perSecond: risePerSecond(
        kept.map((point) => point.at),
        kept.map((point) => point.end),
      ),
      keptCount: partitions.reduce((total, one) => total + Number(one.endOffset - one.startOffset), 0),
    };
  };

  return {
    topics: () => views,
    look: async () => {
      try {
        const answers = await withinDeadline(reader.topicOffsets(byPurpose.flatMap(({ topics }) => topics)));
        views = byPurpose.map((one) => toView(one, answers));
      } catch {
        // The collector reads from the same brokers and tells what is the matter.
        views = byPurpose.map(({ purpose, topics }) => unknownTopics(purpose, topics, null));
      }
    },
  };
}
