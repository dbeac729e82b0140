/** Each invariant can be violated: a fabricated offence is found, and named under the right number. */
import { describe, expect, test } from '@jest/globals';
import type { Evidence, LogRecord } from './evidence.ts';
import { hashRecord, type Intent } from './intent.ts';
import { judge } from './judge.ts';

const place = (offset: number) => `in/0/${offset}`;
const hashOf = (name: string) => hashRecord(Buffer.from(name), Buffer.from(name));
const keptId = 'kept';
const goneId = 'gone';

const intent = (line: number, name: string, expected: Intent['expected'], aggregateId = keptId): Intent => ({
  line,
  topic: 'in',
  partition: 0,
  recordHash: hashOf(name),
  eventId: name,
  aggregateId,
  expected,
});
const inbound = (offset: number, name: string) => ({
  place: place(offset),
  recordHash: hashOf(name),
  contentHash: `content of ${name}`,
});
const accepted = (offset: number, name: string, aggregateId = keptId, at = offset): LogRecord => ({
  type: 'ACCEPTED',
  partition: 1,
  offset: BigInt(at),
  key: `key of ${name}`,
  eventId: name,
  aggregateId,
  contentHash: `content of ${name}`,
  source: place(offset),
  deleteAt: null,
  isPutBack: false,
});
const tombstone = (at: number, name: string, partition = 1): LogRecord => ({
  type: 'TOMBSTONE',
  partition,
  offset: BigInt(at),
  key: `key of ${name}`,
});
const row = (offset: number, name: string) => ({
  eventId: name,
  aggregateId: keptId,
  contentHash: `content of ${name}`,
  logPartition: 1,
  logOffset: BigInt(offset),
  logKey: `key of ${name}`,
  source: place(offset),
});
const hardDelete: LogRecord = {
  type: 'HARD_DELETED',
  partition: 1,
  offset: 20n,
  key: 'hard-deleted:1',
  aggregateId: goneId,
  dueAt: 1_000,
  deletedAt: 1_001,
};

/** Two events kept, one of them repeated, one conflict, one refused, one unreadable, one erased. */
const sound: Evidence = {
  intents: [
    intent(1, 'a', { fate: 'STORED' }),
    intent(2, 'b', { fate: 'STORED' }),
    intent(3, 'a', { fate: 'DUPLICATE' }),
    intent(4, 'conflict', { fate: 'CONFLICT' }),
    intent(5, 'refused', { fate: 'REJECTED', codes: ['TEXT_EMPTY'] }, 'other'),
    intent(6, 'broken', { fate: 'UNREADABLE', code: 'AVRO_CORRUPT' }, 'other'),
    intent(7, 'erased', { fate: 'DELETED', notBeforeAt: 1_000 }, goneId),
  ],
  expectedAggregates: [{ aggregateId: keptId, state: 'OPEN', eventCount: 2 }],
  inbound: ['a', 'b', 'a', 'conflict', 'refused', 'broken', 'erased'].map((name, index) => inbound(index, name)),
  log: [
    accepted(0, 'a'),
    accepted(1, 'b'),
    accepted(2, 'a'),
    accepted(3, 'conflict'),
    { ...accepted(0, 'a', keptId, 9), isPutBack: true } as LogRecord,
    tombstone(10, 'conflict'),
    accepted(6, 'erased', goneId),
    hardDelete,
    tombstone(21, 'erased'),
  ],
  deadLetters: [{ source: place(5), recordHash: hashOf('broken'), code: 'AVRO_CORRUPT' }],
  outcomes: [
    { outcome: 'ACCEPTED', source: place(0), aggregateId: keptId, codes: [] },
    { outcome: 'DUPLICATE', source: place(2), aggregateId: keptId, codes: [] },
    { outcome: 'CONFLICT', source: place(3), aggregateId: keptId, codes: ['CONFLICT'] },
    { outcome: 'REJECTED', source: place(4), aggregateId: 'other', codes: ['TEXT_EMPTY'] },
    { outcome: 'DELETED', source: null, aggregateId: goneId, codes: [] },
  ],
  identities: [row(0, 'a'), row(1, 'b')],
  contentEventIds: ['a', 'b'],
  aggregates: [{ aggregateId: keptId, state: 'OPEN', eventCount: 2, deleteAt: 9_000, isDeleting: false }],
  erasedAggregateIds: new Set([goneId]),
  outboxCount: 0,
  maxCopies: 1,
};
const [aggregate] = sound.aggregates as [Evidence['aggregates'][number]];

test('a sound story violates nothing', () => {
  expect(judge(sound)).toEqual({});
});

const without = <Item>(items: readonly Item[], index: number): readonly Item[] => items.toSpliced(index, 1);

describe('a fabricated offence is found', () => {
  const offences: readonly (readonly [keyof ReturnType<typeof judge>, string, Partial<Evidence>])[] = [
    ['I1', 'an accepted event without its row', { identities: without(sound.identities, 1), contentEventIds: ['a'] }],
    ['I1', 'a refusal that nobody was told', { outcomes: without(sound.outcomes, 3) }],
    [
      'I1',
      'a refusal with another code',
      { outcomes: sound.outcomes.map((told) => ({ ...told, codes: ['LABEL_UNKNOWN'] })) },
    ],
    ['I1', 'a record that was never sent', { inbound: without(sound.inbound, 1) }],
    ['I1', 'an aggregate that is missing', { aggregates: [] }],
    ['I1', 'an aggregate with fewer events', { aggregates: [{ ...aggregate, eventCount: 1 }] }],
    ['I1', 'an outbox that was never emptied', { outboxCount: 1 }],
    ['I2', 'a row from nowhere', { identities: [...sound.identities, row(99, 'invented')] }],
    [
      'I2',
      'an event with other content',
      { log: [...sound.log, { ...accepted(1, 'b', keptId, 30), contentHash: 'x' } as LogRecord] },
    ],
    ['I4', 'a repeat that compaction would keep', { log: [...sound.log, accepted(2, 'a', keptId, 41)] }],
    ['I2', 'a record that cannot be read', { log: [...sound.log, { ...tombstone(40, 'x'), type: 'UNREADABLE' }] }],
    [
      'I2',
      'praise for what is not on the log',
      { outcomes: [...sound.outcomes, { outcome: 'ACCEPTED', source: place(4), aggregateId: 'other', codes: [] }] },
    ],
    ['I3', 'a second row of an event', { identities: [...sound.identities, row(1, 'b')] }],
    ['I3', 'a second content of an event', { contentEventIds: ['a', 'b', 'b'] }],
    ['I3', 'a row without content', { contentEventIds: ['a'] }],
    [
      'I4',
      'two events of an inbound partition that changed places',
      { log: [accepted(0, 'a', keptId, 5), ...without(sound.log, 0)] },
    ],
    ['I4', 'rows in another order', { identities: [{ ...row(0, 'a'), logOffset: 9n }, row(1, 'b')] }],
    ['I4', 'a state that is not the last', { aggregates: [{ ...aggregate, state: 'COMPLETED' }] }],
    ['I6', 'a deletion that nobody announced', { log: without(sound.log, 7) }],
    ['I6', 'a key without tombstone', { log: without(sound.log, 8) }],
    ['I6', 'a tombstone in another partition', { log: [...without(sound.log, 8), tombstone(21, 'erased', 2)] }],
    ['I6', 'a deletion that is not in the ledger', { erasedAggregateIds: new Set() }],
    [
      'I6',
      'a row of an erased aggregate',
      { aggregates: [...sound.aggregates, { ...aggregate, aggregateId: goneId }] },
    ],
    ['I7', 'a deletion before its time', { log: [...sound.log, { ...hardDelete, deletedAt: 999 }] }],
    ['I7', 'a deletion of what is not due', { log: [...sound.log, { ...hardDelete, aggregateId: keptId }] }],
    ['I7', 'a mark on what is not due', { aggregates: [{ ...aggregate, isDeleting: true }] }],
    ['I7', 'an erasure of what is not due', { erasedAggregateIds: new Set([goneId, 'other']) }],
    ['I8', 'a key that came back after its tombstone', { log: [...sound.log, accepted(6, 'erased', goneId, 30)] }],
    ['I8', 'a conflict that stays on the log', { log: without(sound.log, 5) }],
    ['I8', 'a tombstone on what is stored', { log: [...sound.log, tombstone(30, 'b')] }],
    [
      'I10',
      'a readable record in the dead letters',
      { deadLetters: [...sound.deadLetters, { source: place(1), recordHash: hashOf('b'), code: 'X' }] },
    ],
    [
      'I10',
      'a dead letter with other bytes',
      { deadLetters: [{ source: place(5), recordHash: hashOf('b'), code: 'AVRO_CORRUPT' }] },
    ],
    [
      'I10',
      'a dead letter about nothing',
      { deadLetters: [...sound.deadLetters, { source: 'events/1/3', recordHash: hashOf('b'), code: 'X' }] },
    ],
    ['I11', 'more copies than there were kills', { log: [...sound.log, accepted(1, 'b', keptId, 31)] }],
    ['I12', 'a record that is nowhere', { outcomes: without(sound.outcomes, 1) }],
    [
      'I12',
      'a record in two places',
      { deadLetters: [...sound.deadLetters, { source: place(4), recordHash: hashOf('refused'), code: 'X' }] },
    ],
  ];

  test.each(offences)('%s: %s', (invariant, _, change) => {
    expect(Object.keys(judge({ ...sound, ...change }))).toContain(invariant);
  });

  test('and only the first twenty are shown', () => {
    const outcomes = Array.from({ length: 50 }, (_, index) => ({
      outcome: 'ACCEPTED',
      source: `in/7/${index}`,
      aggregateId: null,
      codes: [],
    }));
    expect(judge({ ...sound, outcomes: [...sound.outcomes, ...outcomes] }).I2).toHaveLength(21);
  });
});
