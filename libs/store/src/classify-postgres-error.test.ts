import { describe, expect, test } from '@jest/globals';
import { classifyPostgresError } from './classify-postgres-error.ts';

/** As pg makes them: the words of the server, which may quote rows. */
const pgError = (code: string, more: Readonly<Record<string, unknown>> = {}) =>
  Object.assign(new Error('Key (group_id)=(hemmelig) already exists'), {
    code,
    severity: 'ERROR',
    detail: 'Failing row contains (hemmelig)',
    where: 'hemmelig',
    parameters: ['hemmelig'],
    ...more,
  });

describe('a fault of Postgres', () => {
  test.each([
    ['08006', 'STORE_TRANSIENT'],
    ['25006', 'STORE_TRANSIENT'],
    ['25P02', 'STORE_TRANSIENT'],
    ['40001', 'STORE_TRANSIENT'],
    ['40P01', 'STORE_TRANSIENT'],
    ['53100', 'STORE_TRANSIENT'],
    ['53300', 'STORE_TRANSIENT'],
    ['55P03', 'STORE_TRANSIENT'],
    ['57014', 'STORE_TRANSIENT'],
    ['57P01', 'STORE_TRANSIENT'],
    ['57P03', 'STORE_TRANSIENT'],
    ['58030', 'STORE_TRANSIENT'],
    ['XX000', 'STORE_TRANSIENT'],
    ['22021', 'STORE_DATA'],
    ['22P05', 'STORE_DATA'],
    ['23502', 'STORE_DATA'],
    ['23514', 'STORE_DATA'],
    ['54000', 'STORE_DATA'],
    ['42P01', 'STORE_FATAL'],
    ['42501', 'STORE_FATAL'],
    ['28P01', 'STORE_FATAL'],
    ['3D000', 'STORE_FATAL'],
  ])('%s is %s', (sqlState, code) => {
    const error = classifyPostgresError(pgError(sqlState), 'some-act');
    expect(error).toMatchObject({ code, sqlState, act: 'some-act', retriable: code === 'STORE_TRANSIENT' });
  });

  test('is a race when a unique key of ours was stored by somebody else in between, a meeting of two and never bad data for any other key', () => {
    const ours = classifyPostgresError(pgError('23505', { constraint: 'event_identity_pkey' }), 'act');
    expect(ours).toMatchObject({ code: 'STORE_RACED', retriable: true });
    expect(classifyPostgresError(pgError('23505', { constraint: 'other_key' }), 'act').code).toBe('STORE_TRANSIENT');
  });

  test('is a race when the partition of a row was dropped', () => {
    expect(classifyPostgresError(pgError('23514', { table: 'event_content' }), 'act').code).toBe('STORE_RACED');
  });

  test.each([
    [Object.assign(new Error('connect ECONNREFUSED hemmelig'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    [new Error('Query read timeout'), 'QUERY_TIMEOUT'],
    [new Error('Connection terminated unexpectedly'), 'CONNECTION_LOST'],
    ['not even an error', 'CONNECTION_LOST'],
  ])('without an SQLSTATE is transient (%#)', (thrown, sqlState) => {
    expect(classifyPostgresError(thrown, 'act')).toMatchObject({ code: 'STORE_TRANSIENT', sqlState });
  });

  test.each(['x', '(hemmelig,2026-01-01)'])('never carries what the row held (constraint %#)', (constraint) => {
    const error = classifyPostgresError(pgError('23505', { constraint }), 'act');
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hemmelig');
  });
});
