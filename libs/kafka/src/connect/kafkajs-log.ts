import kafkajs, { type LogEntry, type logLevel } from 'kafkajs';
import type { KafkaLogLine, KafkaObserver } from './observer.ts';

const MAX_TEXT_LENGTH = 300;

/** Only these leave a kafkajs log entry; others may hold request payloads, keys or error texts with both. */
const ALLOWED_FIELDS = [
  'broker',
  'clientId',
  'groupId',
  'memberId',
  'generationId',
  'nodeId',
  'topic',
  'partition',
  'offset',
  'correlationId',
  'size',
  'retryCount',
  'retryTime',
  'duration',
] as const;

/** Exactly what kafkajs writes when a committed offset is no longer in the log (K13); pinned by an integration test. */
const OFFSET_RESET_MESSAGE = 'Offset out of range, resetting to default offset';

const levelName = (level: logLevel): KafkaLogLine['level'] => {
  if (level <= kafkajs.logLevel.ERROR) return 'error';
  if (level <= kafkajs.logLevel.WARN) return 'warn';
  return level <= kafkajs.logLevel.INFO ? 'info' : 'debug';
};

const allowedFields = (log: LogEntry['log']): Record<string, string | number | boolean> => {
  const fields: Record<string, string | number | boolean> = {};
  for (const name of ALLOWED_FIELDS) {
    const value: unknown = log[name];
    if (typeof value === 'number' || typeof value === 'boolean') fields[name] = value;
    if (typeof value === 'string') fields[name] = value.slice(0, MAX_TEXT_LENGTH);
  }
  return fields;
};

/** A kafkajs logger that tells the observer instead of printing. Never throws. */
export const createLogBridge =
  (observe: KafkaObserver) =>
  () =>
  ({ namespace, level, log }: LogEntry): void => {
    if (log.message === OFFSET_RESET_MESSAGE) {
      observe({ type: 'offset_reset', topic: String(log['topic']), partition: Number(log['partition']) });
    }
    const message = `${namespace === '' ? '' : `[${namespace}] `}${log.message}`.slice(0, MAX_TEXT_LENGTH);
    observe({ type: 'log_written', level: levelName(level), message, fields: allowedFields(log) });
  };
