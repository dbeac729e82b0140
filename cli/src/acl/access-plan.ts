import { isProbe } from '@varselvakt/domain';
import { isOutputTopic, ownFeedbackTopic, type PipelineTopics, producersWithOwnFeedback } from '@varselvakt/pipeline';
import type { Register } from '@varselvakt/register';
import type { Environment } from '@varselvakt/rules';

/** What a party may do with a topic; all but DescribeConfigs (asking how it is set) include asking what it looks like. */
export type TopicOperation = 'Read' | 'Write' | 'Delete' | 'Describe' | 'DescribeConfigs';

/** One party and everything it may do: a service of the pipeline, or a producer. */
export type Access = {
  /** Name of the principal, such as `varselvakt-validator` or a producer's id. */
  readonly principal: string;
  readonly topics: readonly { readonly topic: string; readonly operations: readonly TopicOperation[] }[];
  /** Consumer groups that it may use. */
  readonly groups: readonly {
    readonly name: string;
    readonly isPrefix: boolean;
    readonly operations: readonly TopicOperation[];
  }[];
};

type Grant = Access['topics'][number];
const grant = (topic: string, ...operations: readonly TopicOperation[]): Grant => ({ topic, operations });
const watchedGroup = (name: string): Access['groups'][number] => ({ name, isPrefix: false, operations: ['Describe'] });
const ownGroup = (name: string): Access['groups'][number] => ({ name, isPrefix: false, operations: ['Read'] });

type ServiceGroups = { readonly validator: string; readonly persister: string };

/** One pipeline as its settings describe it. */
export type Pipeline = {
  readonly topics: PipelineTopics;
  readonly environment: Environment;
  readonly groups: ServiceGroups;
};

type Topics = PipelineTopics & {
  readonly inboundTopics: readonly string[];
  readonly feedbackTopics: readonly string[];
  /** Where the monitor's probe goes in. */
  readonly probeTopics: readonly string[];
};

function accessOfServices(
  { events, deadLetter, inboundTopics, feedbackTopics, probeTopics }: Topics,
  groups: ServiceGroups,
): readonly Access[] {
  const feedback = feedbackTopics.map((topic) => grant(topic, 'Write'));
  const inbound = (...operations: readonly TopicOperation[]) =>
    inboundTopics.map((topic) => grant(topic, ...operations));
  return [
    {
      principal: 'varselvakt-validator',
      // Delete: what was judged is cut off the inbound topics (the inbound purge).
      // DescribeConfigs: it compares what bounds the stay of records with what is declared.
      topics: [
        ...inbound('Read', 'Delete', 'DescribeConfigs'),
        grant(events, 'Write'),
        ...feedback,
        grant(deadLetter, 'Write', 'DescribeConfigs'),
      ],
      groups: [ownGroup(groups.validator)],
    },
    {
      principal: 'varselvakt-persister',
      topics: [grant(events, 'Read', 'Write'), ...feedback, grant(deadLetter, 'Write')],
      groups: [ownGroup(groups.persister)],
    },
    {
      principal: 'varselvakt-deleter',
      // Read: it reads the log again, in a group of its own, to verify that what was erased is gone.
      topics: [
        grant(events, 'Read', 'Write', 'DescribeConfigs'),
        ...feedbackTopics.map((topic) => grant(topic, 'Write', 'DescribeConfigs')),
      ],
      groups: [ownGroup(`${events}-sweep`)],
    },
    {
      principal: 'varselvakt-monitor',
      topics: [
        // It reads the time of the record that is next, and counts outcomes for scorecards, each time in a group of its own.
        // DescribeConfigs: it tells how the topics that groups read are set (notif_topic_info).
        ...inboundTopics.map((topic) =>
          grant(topic, 'Read', 'DescribeConfigs', ...(probeTopics.includes(topic) ? (['Write'] as const) : [])),
        ),
        grant(events, 'Read', 'DescribeConfigs'),
        // Dead letters are shown, masked. Whoever wants to send them back from the console grants Write on the inbound topics besides: it
        // could then write in the name of any producer.
        ...[...feedbackTopics, deadLetter].map((topic) => grant(topic, 'Read')),
      ],
      groups: [
        ...[groups.validator, groups.persister].map(watchedGroup),
        { name: 'varselvakt-monitor', isPrefix: true, operations: ['Read'] },
      ],
    },
  ];
}

/**
 * Who needs which access for the pipeline to work, and nothing more. A producer with topics of its own writes only there: the broker's
 * list is what proves who wrote. One without may write to the shared topic where the environment takes its word. A producer with a feedback
 * topic of its own reads that one only. What the probe may the monitor may, for it sends it.
 */
export function planAccess(register: Register, { topics, environment, groups }: Pipeline): readonly Access[] {
  const producers = [...register.producers.values()]
    .filter((one) => one.environments.includes(environment))
    .map((one) => ({ ...one, topics: one.topics.filter((topic) => !isOutputTopic(topics, topic)) }));
  const inboundTopics = [...new Set([topics.inbound, ...producers.flatMap((producer) => producer.topics)])];
  const feedbackTopics = [
    topics.feedback,
    ...producersWithOwnFeedback(register, environment).map((id) => ownFeedbackTopic(topics, id)),
  ];
  const writtenBy = ({ topics: own, identityPolicy }: (typeof producers)[number]) =>
    own.length > 0 || identityPolicy[environment] === 'topic' ? own : [topics.inbound];
  const probeTopics = producers.filter(({ id }) => isProbe(id)).flatMap(writtenBy);
  const ofProducers = producers
    .filter(({ id }) => !isProbe(id))
    .map((producer): Access => {
      const { id, feedbackTopic } = producer;
      const feedback = feedbackTopic === 'own' ? ownFeedbackTopic(topics, id) : topics.feedback;
      return {
        principal: id,
        topics: [...writtenBy(producer).map((topic) => grant(topic, 'Write')), grant(feedback, 'Read')],
        groups: [{ name: id, isPrefix: true, operations: ['Read'] }],
      };
    });
  return [...accessOfServices({ ...topics, inboundTopics, feedbackTopics, probeTopics }, groups), ...ofProducers];
}
