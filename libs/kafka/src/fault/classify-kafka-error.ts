import { KafkaError } from './kafka-error.ts';

/** What to do about an error: `retriable` = the same call may succeed later with nobody changing anything. */
export type KafkaFault = {
  readonly retriable: boolean;
  /** KAFKA_ and the protocol's own name where there is one; never a message text. */
  readonly code: string;
  /** True when Kafka refused the content of the request itself: one or more of its records are to blame. */
  readonly recordFault: boolean;
};

const RECORD_FAULTS: ReadonlySet<string> = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
]);

/** Somebody must change a setting or a permission. Everything not named here is transient: a broken world is never a bad message. */
const NEEDS_A_HUMAN: ReadonlySet<string> = new Set([
  'INVALID_TOPIC_EXCEPTION',
  'INVALID_REQUIRED_ACKS',
  'INVALID_GROUP_ID',
  'INCONSISTENT_GROUP_PROTOCOL',
  'INVALID_SESSION_TIMEOUT',
  'TOPIC_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'UNSUPPORTED_SASL_MECHANISM',
  'SASL_AUTHENTICATION_FAILED',
  'SECURITY_DISABLED',
  'UNSUPPORTED_VERSION',
  'UNSUPPORTED_FOR_MESSAGE_FORMAT',
  'UNSUPPORTED_COMPRESSION_TYPE',
  'TOPIC_ALREADY_EXISTS',
  'INVALID_PARTITIONS',
  'INVALID_REPLICATION_FACTOR',
  'INVALID_REPLICA_ASSIGNMENT',
  'INVALID_CONFIG',
  'POLICY_VIOLATION',
]);

const BY_NAME: ReadonlyMap<string, KafkaFault> = new Map([
  ['KafkaJSConnectionError', { code: 'KAFKA_CONNECTION_FAILED', retriable: true, recordFault: false }],
  ['KafkaJSConnectionClosedError', { code: 'KAFKA_CONNECTION_CLOSED', retriable: true, recordFault: false }],
  ['KafkaJSRequestTimeoutError', { code: 'KAFKA_REQUEST_TIMEOUT', retriable: true, recordFault: false }],
  [
    'KafkaJSSASLAuthenticationError',
    { code: 'KAFKA_SASL_AUTHENTICATION_FAILED', retriable: false, recordFault: false },
  ],
  ['KafkaJSNotImplemented', { code: 'KAFKA_NOT_IMPLEMENTED', retriable: false, recordFault: false }],
  ['KafkaJSServerDoesNotSupportApiKey', { code: 'KAFKA_API_NOT_SUPPORTED', retriable: false, recordFault: false }],
]);

const UNKNOWN: KafkaFault = { code: 'KAFKA_UNKNOWN', retriable: true, recordFault: false };
const MAX_CAUSES = 5;

type ErrorShape = {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly code?: unknown;
  readonly retriable?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
};

const ofProtocolType = (type: string): KafkaFault => {
  const recordFault = RECORD_FAULTS.has(type);
  return { code: `KAFKA_${type}`, retriable: !recordFault && !NEEDS_A_HUMAN.has(type), recordFault };
};

const OUR_CODE = /^[A-Z][A-Z0-9_]{2,63}$/;

/**
 * An error made in this repository, whose code and whether a retry helps were set where it was made: a handler may throw one that is not
 * about Kafka at all (the database, the registry). kafkajs' own have both fields too, with other meanings.
 */
const isOurs = ({ name, code, retriable }: ErrorShape): boolean =>
  typeof retriable === 'boolean' &&
  typeof code === 'string' &&
  OUR_CODE.test(code) &&
  !String(name).startsWith('KafkaJS');

const ofOne = (error: ErrorShape): KafkaFault | undefined => {
  if (isOurs(error)) return { code: String(error.code), retriable: error.retriable === true, recordFault: false };
  if (typeof error.type === 'string' && /^[A-Z_]+$/.test(error.type)) return ofProtocolType(error.type);
  return BY_NAME.get(String(error.name));
};

/** kafkajs wraps the real error in "number of retries exceeded" and in lists of errors: the first link with a meaning counts. */
const nextLink = (error: ErrorShape): unknown =>
  error.cause ?? (Array.isArray(error.errors) ? error.errors[0] : undefined);

/** Tells what kind of fault an error of kafkajs (or of ours) is. Anything unknown is transient. Never throws. */
export const classifyKafkaError = (error: unknown): KafkaFault => {
  let link = error;
  for (let depth = 0; depth < MAX_CAUSES && typeof link === 'object' && link !== null; depth += 1) {
    const fault = ofOne(link as ErrorShape);
    if (fault !== undefined) return fault;
    link = nextLink(link as ErrorShape);
  }
  return UNKNOWN;
};

/** Only these say that this member is no longer (or not yet again) part of the group. */
const MEMBERSHIP_LOST: ReadonlySet<string> = new Set([
  'KAFKA_REBALANCE_IN_PROGRESS',
  'KAFKA_ILLEGAL_GENERATION',
  'KAFKA_UNKNOWN_MEMBER_ID',
  'KAFKA_NOT_COORDINATOR_FOR_GROUP',
  'KAFKA_FENCED_INSTANCE_ID',
]);

/** True when the group has moved on without this member, so that kafkajs must hear of the error in order to join again. */
export const isMembershipFault = (code: string): boolean => MEMBERSHIP_LOST.has(code);

/** After these the connection itself is in doubt, and kafkajs does not always notice. */
const CONNECTION_IN_DOUBT: ReadonlySet<string> = new Set([
  'KAFKA_UNKNOWN',
  'KAFKA_REQUEST_TIMEOUT',
  'KAFKA_CONNECTION_FAILED',
  'KAFKA_CONNECTION_CLOSED',
]);

/** True when nothing of the connection that gave this error can be trusted: connect anew. */
export const isConnectionInDoubt = (error: unknown): boolean => CONNECTION_IN_DOUBT.has(classifyKafkaError(error).code);

/** Any error as ours: the code says what, `place` says where, the original is kept as the cause only. Never throws. */
export const toKafkaError = (error: unknown, place: string): KafkaError => {
  if (error instanceof KafkaError) return error;
  const { code, retriable } = classifyKafkaError(error);
  return new KafkaError(code, place, { retriable, cause: error });
};
