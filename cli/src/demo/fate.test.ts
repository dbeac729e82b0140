import { describe, expect, test } from '@jest/globals';
import type { EventOutcome } from '@varselvakt/domain';
import { sampleEvent } from '@varselvakt/rules';
import { judgeFate, type Seen, takeIn } from './fate.ts';
import type { ExpectedFate, Sample } from './sample.ts';

const source = { topic: 'in', partition: 1, offset: 7n };
const logPlace = { topic: 'log', partition: 1, offset: 3n };
const event = sampleEvent('MessageCreated');
const sampleWith = (expected: ExpectedFate): Sample => ({ title: 'a sample', event, expected });
const finding = { code: 'TEXT_EMPTY', severity: 'BLOCK' } as EventOutcome['findings'][number];
const outcomeWith = (outcome: EventOutcome['outcome'], findings: EventOutcome['findings'] = []) =>
  ({ outcome, findings }) as EventOutcome;

const accepted: Seen = { source, accepted: { logPlace, logKey: 'key', deleteAt: null } };

describe('a sample that must be stored', () => {
  const sample = sampleWith({ fate: 'STORED' });
  test('waits until it is both on the log and in the database', () => {
    expect(judgeFate(sample, accepted)).toBe('WAITING');
    expect(judgeFate(sample, { ...accepted, stored: true })).toBe('MET');
  });
  test('is spoiled by a refusal', () => {
    expect(judgeFate(sample, { source, outcome: outcomeWith('REJECTED', [finding]) })).toBe('UNEXPECTED');
  });
});

describe('a sample that must be stored with a warning', () => {
  const sample = sampleWith({ fate: 'WARNED', codes: ['EXTERNAL_LINK'] });
  const warning = { ...finding, code: 'EXTERNAL_LINK', severity: 'WARN' } as const;
  test('waits until it is stored and the producer is told exactly that', () => {
    const stored: Seen = { ...accepted, stored: true };
    expect(judgeFate(sample, stored)).toBe('WAITING');
    expect(judgeFate(sample, { ...stored, outcome: outcomeWith('WARNED', [{ ...warning, code: 'TEXT_EMPTY' }]) })).toBe(
      'WAITING',
    );
    expect(judgeFate(sample, { ...stored, outcome: outcomeWith('WARNED', [warning]) })).toBe('MET');
  });
});

describe('a sample that must be refused', () => {
  const sample = sampleWith({ fate: 'REFUSED', codes: ['TEXT_EMPTY'] });
  test('meets its fate with exactly the codes expected', () => {
    expect(judgeFate(sample, { source, outcome: outcomeWith('REJECTED', [finding]) })).toBe('MET');
  });
  test('is spoiled by another code, by one code too many, and by being accepted', () => {
    const other = { ...finding, code: 'TEXT_TOO_LONG' };
    expect(judgeFate(sample, { source, outcome: outcomeWith('REJECTED', [other]) })).toBe('UNEXPECTED');
    expect(judgeFate(sample, { source, outcome: outcomeWith('REJECTED', [finding, other]) })).toBe('UNEXPECTED');
    expect(judgeFate(sample, accepted)).toBe('UNEXPECTED');
  });
});

describe('a sample that must be deleted', () => {
  const sample = sampleWith({ fate: 'DELETED', cause: 'RETENTION' });
  const tombstone = { logPlace, seenAt: 0 };
  test('needs the hard delete, the tombstone of its own key, and no row left', () => {
    const deleted: Seen = { ...accepted, hardDeleted: 'RETENTION', tombstone };
    expect(judgeFate(sample, deleted)).toBe('WAITING');
    expect(judgeFate(sample, { ...deleted, stored: true })).toBe('WAITING');
    expect(judgeFate(sample, { ...deleted, stored: false })).toBe('MET');
  });
  test('is spoiled by another cause', () => {
    expect(judgeFate(sample, { ...accepted, hardDeleted: 'PRODUCER' })).toBe('UNEXPECTED');
  });
  test('takes in the tombstone of its own log key only', () => {
    const other = takeIn(sample, accepted, { type: 'TOMBSTONE', logKey: 'another', logPlace, seenAt: 0 });
    const own = takeIn(sample, accepted, { type: 'TOMBSTONE', logKey: 'key', logPlace, seenAt: 0 });
    expect(other.tombstone).toBeUndefined();
    expect(own.tombstone).toEqual(tombstone);
  });
});

test('a dead letter must have the expected code, and its feedback may come first', () => {
  const sample = sampleWith({ fate: 'DEAD_LETTER', code: 'AVRO_CORRUPT' });
  const told: Seen = { source, outcome: outcomeWith('UNREADABLE') };
  expect(judgeFate(sample, told)).toBe('WAITING');
  expect(judgeFate(sample, { ...told, deadLetter: { place: logPlace, code: 'AVRO_CORRUPT' } })).toBe('MET');
  expect(judgeFate(sample, { ...told, deadLetter: { place: logPlace, code: 'AVRO_LIMITS' } })).toBe('UNEXPECTED');
});

test('what is about another record is not taken in', () => {
  const elsewhere = { ...source, offset: 8n };
  const sample = sampleWith({ fate: 'DUPLICATE' });
  expect(takeIn(sample, { source }, { type: 'OUTCOME', source: elsewhere, outcome: outcomeWith('DUPLICATE') })).toEqual(
    { source },
  );
});
