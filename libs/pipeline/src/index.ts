export {
  createFeedbackRoutes,
  type FeedbackRouteParts,
  type FeedbackRoutes,
  keepFeedbackRoutes,
} from './feedback-routes.ts';
export {
  findFeedbackTopics,
  findFeedbackTopicsOf,
  ownFeedbackTopic,
  producersWithOwnFeedback,
} from './feedback-topics.ts';
export { firstOffsetHeaders, readFirstOffset } from './first-offset.ts';
export { findTopicDrifts, type TopicFault } from './find-topic-drifts.ts';
export {
  type FollowParts,
  followOptionalRegister,
  followRegister,
  RegisterFaulty,
  readRegister,
} from './follow-register.ts';
export { createKafkaReports, type KafkaReportParts } from './kafka-reports.ts';
export { type FeedbackSettings, type FeedbackWays, openFeedback, sharedFeedback } from './open-feedback.ts';
export { isOutputTopic, type PipelineTopics, pipelineTopics } from './pipeline-topics.ts';
export { findSchemaId, findTopic, NotPrepared, type TopicPlace } from './prepared-parts.ts';
export { feedbackSubject, inboundSubject, logSubjects, schemaSubjects } from './schema-subjects.ts';
export { superviseConsumer } from './supervise-consumer.ts';
export { feedbackAsDeclared, type RetentionSettings, topicRetention, topicsAsDeclared } from './topic-retention.ts';
export { carryTrace, parseTrace, parseTraceParent, parseTraceState, traceHeaders } from './trace-parent.ts';
export { traceHandler, traceSender } from './trace-work.ts';
export { judgeTopics, watchTopics } from './watch-topics.ts';
