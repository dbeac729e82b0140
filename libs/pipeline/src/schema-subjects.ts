import { ownFeedbackTopic } from './feedback-topics.ts';
import { pipelineTopics } from './pipeline-topics.ts';

/** A schema of ours and the subject it is registered under; also how a decoder is told what may stand on a topic. */
type Subject<Name extends string> = { readonly schemaName: Name; readonly subject: string };

/** Every client's default: the topic's name and `-value`. */
export const inboundSubject = (topic: string): Subject<'ProducerEvent'> => ({
  schemaName: 'ProducerEvent',
  subject: `${topic}-value`,
});

export const feedbackSubject = (topic: string): Subject<'EventOutcome'> => ({
  schemaName: 'EventOutcome',
  subject: `${topic}-value`,
});

/** The event log holds two kinds of records, so each subject names the record as well. */
export const logSubjects = (topic: string): readonly [Subject<'AcceptedEvent'>, Subject<'HardDeleted'>] => [
  { schemaName: 'AcceptedEvent', subject: `${topic}-no.varselvakt.AcceptedEvent` },
  { schemaName: 'HardDeleted', subject: `${topic}-no.varselvakt.HardDeleted` },
];

/**
 * All subjects of a pipeline: the shared inbound topic's, those of further inbound topics, our own, and those of the feedback topics of
 * single producers.
 */
export function schemaSubjects(
  prefix: string,
  inboundTopics: readonly string[],
  feedbackProducerIds: readonly string[] = [],
) {
  const topics = pipelineTopics(prefix);
  const inbound = [...new Set([topics.inbound, ...inboundTopics])];
  const feedback = [topics.feedback, ...feedbackProducerIds.map((producerId) => ownFeedbackTopic(topics, producerId))];
  return [...inbound.map(inboundSubject), ...logSubjects(topics.events), ...feedback.map(feedbackSubject)];
}
