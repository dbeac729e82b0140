import type { MessageCreated, ProducerEvent, TaskCreated } from '@varselvakt/domain';
import { sampleBody } from '@varselvakt/rules';
import type { ExpectedFate } from '../oracle/intent.ts';
import { newIdentity } from '../workload/life-scenes.ts';
import { eventOf, type PlannedRecord, type WorkloadStart } from '../workload/planned-record.ts';

const stored: ExpectedFate = { fate: 'STORED' };
const refused = (...codes: string[]): ExpectedFate => ({ fate: 'REJECTED', codes });

/** Texts that are hard to store, show or measure. */
const texts: readonly (readonly [string, ExpectedFate])[] = [
  ['et NUL\0midt i', refused('TEXT_INVALID_CHARACTERS')],
  ['et \u0007 som piper', refused('TEXT_INVALID_CHARACTERS')],
  ['et \ufffd som noen har gitt opp', refused('TEXT_INVALID_CHARACTERS')],
  ['\u200b\u200b', refused('TEXT_EMPTY')],
  ['😀'.repeat(300), stored],
  ['😀'.repeat(301), refused('TEXT_TOO_LONG')],
  ['שלום עולם, مرحبا', stored],
  ['\u202eskrevet baklengs', stored],
  ['e\u0301 og é er ikke det samme', stored],
  ['__proto__', stored],
  ['constructor', stored],
  ["'; drop table aggregate; --", stored],
  ['<script>alert(1)</script> {{7*7}} %s %n', stored],
];

const NINE_THOUSAND_YEARS_DAYS = 9_000 * 366;

/** One event per text, and instants and dates at the edges of what there is. */
export function strangeEvents(start: WorkloadStart): readonly PlannedRecord[] {
  const message = (changes: Partial<MessageCreated>): ProducerEvent =>
    eventOf(start, newIdentity(start, 'tilskudd-demo'), { ...sampleBody('MessageCreated', start.now), ...changes });
  const task = (changes: Partial<TaskCreated>): ProducerEvent =>
    eventOf(start, newIdentity(start, 'tilskudd-demo'), { ...sampleBody('TaskCreated', start.now), ...changes });
  const group = (groupId: string): ProducerEvent => ({ ...message({}), groupId });
  return [
    ...texts.map(([text, expected]) => ({ event: message({ text }), expected })),
    { event: group('__proto__'), expected: stored },
    { event: group('toString'), expected: stored },
    { event: group('gruppe\0'), expected: refused('TEXT_INVALID_CHARACTERS') },
    { event: message({ retention: { until: -1, after: null } }), expected: refused('RETENTION_IN_PAST') },
    {
      event: message({ retention: { until: 253_402_300_800_000, after: null } }),
      expected: refused('RETENTION_INVALID'),
    },
    { event: message({ retention: { until: null, after: 'P999999999Y' } }), expected: refused('RETENTION_INVALID') },
    { event: message({ retention: { until: null, after: 'PT0S' } }), expected: refused('RETENTION_INVALID') },
    { event: message({ retention: { until: null, after: '-P1D' } }), expected: refused('RETENTION_INVALID') },
    { event: task({ deadline: NINE_THOUSAND_YEARS_DAYS }), expected: refused('TIME_INVALID') },
    { event: task({ deadline: 2 ** 31 - 1 }), expected: refused('TIME_INVALID') },
    { event: task({ deadline: -(2 ** 31) }), expected: refused('TIME_INVALID') },
  ];
}
