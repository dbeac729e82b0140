export { createFeedbackRoutes, keepFeedbackRoutes } from './feedback-routes.ts';
export {
  findFeedbackTopics,
  findFeedbackTopicsOf,
  ownFeedbackTopic,
  producersWithOwnFeedback,
} from './feedback-topics.ts';
export { firstOffsetHeaders, readFirstOffset } from './first-offset.ts';
export { findTopicDrifts } from './find-topic-drifts.ts';
export { followOptionalRegister, followRegister, readRegister } from './follow-register.ts';
export { createKafkaReports } from './kafka-reports.ts';
export { type FeedbackWays, openFeedback, sharedFeedback } from './open-feedback.ts';
export { isOutputTopic, type PipelineTopics, pipelineTopics } from './pipeline-topics.ts';
export { findSchemaId, findTopic, type TopicPlace } from './prepared-parts.ts';
export { feedbackSubject, inboundSubject, logSubjects, schemaSubjects } from './schema-subjects.ts';
export { superviseConsumer } from './supervise-consumer.ts';
export { feedbackAsDeclared, type RetentionSettings, topicRetention, topicsAsDeclared } from './topic-retention.ts';
export { carryTrace, parseTraceParent, traceHeaders } from './trace-parent.ts';
export { traceHandler, traceSender } from './trace-work.ts';
export { watchTopics } from './watch-topics.ts';
