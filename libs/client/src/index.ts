export type {
  AppointmentState,
  BodyType,
  EventOutcome,
  OutcomeFinding,
  OutcomeKind,
  ProducerEvent,
} from '@varselvakt/domain';
export type { Register } from '@varselvakt/register';
export {
  createEventBuilder,
  type EventBuilder,
  type EventBuilderOptions,
  type EventWith,
} from './build/event-builder.ts';
export type { EventInputs } from './build/event-inputs.ts';
export type {
  EmailInput,
  ExternalMessageInput,
  RecipientInput,
  RecipientInputs,
  ReminderInput,
  RetentionInput,
  RetentionUpdateInput,
  SmsInput,
  ToAltinnResourceInput,
} from './build/event-parts.ts';
export type { EventDay, EventTime } from './build/event-time.ts';
export { ClientError, EventRefused, InvalidEvent, PublishFailed, type RefusedEvent } from './client-error.ts';
export type { ConnectionOptions } from './connection-options.ts';
export {
  type FeedbackOptions,
  type FeedbackSubscription,
  subscribeToFeedback,
} from './feedback/subscribe-to-feedback.ts';
export {
  createPreflight,
  type Preflight,
  type PreflightOptions,
  type PreflightResult,
  preflight,
} from './preflight/preflight.ts';
export { readRegister } from './preflight/read-register.ts';
export type { PublishedEvent, Publisher, PublisherOptions, PublishOptions } from './publish/publish-options.ts';
export { createPublisher } from './publish/publisher.ts';
