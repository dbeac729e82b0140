import { describe, expect, test } from '@jest/globals';
import kafkajs from 'kafkajs';
import { classifyKafkaError, KafkaError, RecordsRefused, toKafkaError } from '../index.ts';

const ofType = (type: string): Error =>
  Object.assign(new Error('text with a value'), { name: 'KafkaJSProtocolError', type, retriable: false });

describe('errors are told apart by what helps', () => {
  test.each([
    ['NOT_LEADER_FOR_PARTITION', true, false],
    ['REQUEST_TIMED_OUT', true, false],
    ['NOT_ENOUGH_REPLICAS', true, false],
    ['UNKNOWN_TOPIC_OR_PARTITION', true, false],
    ['KAFKAJS_UNKNOWN_ERROR_CODE', true, false],
    ['MESSAGE_TOO_LARGE', false, true],
    ['RECORD_LIST_TOO_LARGE', false, true],
    ['INVALID_RECORD', false, true],
    ['TOPIC_AUTHORIZATION_FAILED', false, false],
    ['UNSUPPORTED_VERSION', false, false],
  ])('%s: retriable %s, a record is to blame %s', (type, retriable, recordFault) => {
    expect(classifyKafkaError(ofType(type))).toEqual({ code: `KAFKA_${type}`, retriable, recordFault });
  });

  test('the cause inside "number of retries exceeded" and inside lists counts', () => {
    const inner = ofType('TOPIC_AUTHORIZATION_FAILED');
    const exceeded = Object.assign(new Error(''), { name: 'KafkaJSNumberOfRetriesExceeded', cause: inner });
    const list = Object.assign(new Error(''), { name: 'KafkaJSAggregateError', errors: [exceeded] });
    expect(classifyKafkaError(list).code).toBe('KAFKA_TOPIC_AUTHORIZATION_FAILED');
  });

  test.each([undefined, null, 'text', 7, new TypeError('x'), {}])(
    '%p is unknown, and unknown is transient',
    (error) => {
      expect(classifyKafkaError(error)).toEqual({ code: 'KAFKA_UNKNOWN', retriable: true, recordFault: false });
    },
  );

  test('a circle of causes ends', () => {
    const error: { cause?: unknown } = {};
    error.cause = error;
    expect(classifyKafkaError(error).code).toBe('KAFKA_UNKNOWN');
  });

  test('our own errors keep what was set where they were made', () => {
    const made = new KafkaError('KAFKA_SEND_UNVERIFIED', 'a/1', { retriable: true });
    expect(classifyKafkaError(made)).toMatchObject({ code: 'KAFKA_SEND_UNVERIFIED', retriable: true });
    const refused = new RecordsRefused('a', [{ index: 3, code: 'KAFKA_INVALID_RECORD' }]);
    expect(classifyKafkaError(refused)).toMatchObject({ code: 'KAFKA_INVALID_RECORD', retriable: false });
  });

  test('a fault that is not about Kafka keeps its code, so that people hear of the database and not of Kafka', () => {
    const fault = Object.assign(new Error('x'), { name: 'StoreError', code: 'STORE_FATAL', retriable: false });
    expect(classifyKafkaError(fault)).toEqual({ code: 'STORE_FATAL', retriable: false, recordFault: false });
    const foreign = Object.assign(new Error('x'), { code: 'Kari Nordmann', retriable: true });
    expect(classifyKafkaError(foreign).code).toBe('KAFKA_UNKNOWN');
    const refused = Object.assign(new Error('x'), {
      name: 'KafkaJSConnectionError',
      code: 'ECONNREFUSED',
      retriable: true,
    });
    expect(classifyKafkaError(refused).code).toBe('KAFKA_CONNECTION_FAILED');
  });

  test('every code that the pinned kafkajs knows has an answer', () => {
    const known = [new kafkajs.KafkaJSConnectionError('x'), new kafkajs.KafkaJSRequestTimeoutError('x')];
    expect(known.map((error) => classifyKafkaError(error).code)).toEqual([
      'KAFKA_CONNECTION_FAILED',
      'KAFKA_REQUEST_TIMEOUT',
    ]);
  });

  test('a foreign message never becomes part of ours', () => {
    const wrapped = toKafkaError(ofType('INVALID_CONFIG'), 'topic a');
    expect(wrapped.message).toBe('KAFKA_INVALID_CONFIG: topic a');
    expect(wrapped.cause).toBeInstanceOf(Error);
  });
});
