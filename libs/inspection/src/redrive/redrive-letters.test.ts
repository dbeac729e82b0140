import { describe, expect, test } from '@jest/globals';
import { deadLetterRecord, type IncomingHeaders, type IncomingRecord } from '@varselvakt/kafka';
import { letterKey, type RedrivenLetter } from '@varselvakt/store';
import { isMeant, judgeLetter, type LetterScene } from './judge-letter.ts';
import { toRedrivenRecord } from './redriven-record.ts';

const original: IncomingRecord = {
  topic: 'n.inbound',
  partition: 3,
  offset: 9n,
  timestampMs: 1_000,
  timestampType: 'CreateTime',
  key: Buffer.from('key'),
  value: Buffer.from('value'),
  headers: { traceparent: Buffer.from('t'), several: [Buffer.from('1'), Buffer.from('2')] },
};
const failure = { code: 'SCHEMA_UNKNOWN', path: null, consumerGroup: 'g', attemptCount: 1, firstFailureAt: 0 };

/** The dead letter of a record, as it is read. */
const letterOf = (record: Partial<IncomingRecord> = {}, maxRecordBytes = 1_000_000): IncomingRecord => {
  const target = { topic: 'n.dead-letter', partitionCount: 1, maxRecordBytes };
  const { key, value, headers = {} } = deadLetterRecord({ ...original, ...record }, failure, target);
  const read = Object.entries(headers).map(([name, item]) => {
    const items = [item].flat().map((one) => Buffer.from(one as string));
    return [name, items.length === 1 ? items[0] : items];
  });
  const place = { topic: 'n.dead-letter', partition: 0, offset: 17n, timestampMs: 2_000 } as const;
  return { ...place, timestampType: 'CreateTime', key, value, headers: Object.fromEntries(read) as IncomingHeaders };
};

const scene: LetterScene = {
  inbound: new Map([
    ['n.inbound', 6],
    ['n.inbound.fager', 6],
  ]),
  marks: { sent: new Set(), doubtful: new Map() },
  settled: new Map(),
  resendsDoubtful: false,
};
const key = letterKey(letterOf());
const underWay = { ...letterOf(), targetTopic: 'n.inbound', targetPartition: 3, searchFrom: 0n } as RedrivenLetter;
const doubtful = { ...scene, marks: { sent: new Set<string>(), doubtful: new Map([[key, underWay]]) } };

describe('a dead letter', () => {
  test('may go back to where its record lay', () => {
    expect(judgeLetter(letterOf(), 'tilskudd-demo', scene)).toEqual({
      partition: 0,
      offset: 17n,
      timestampMs: 2_000,
      code: 'SCHEMA_UNKNOWN',
      producerId: 'tilskudd-demo',
      target: { topic: 'n.inbound', partition: 3 },
      obstacle: null,
    });
  });

  test.each([
    ['that went before stays', letterOf(), { ...scene, marks: { ...scene.marks, sent: new Set([key]) } }, 'REDRIVEN'],
    [
      'that was found in its target stays',
      letterOf(),
      { ...doubtful, settled: new Map([[key, 'WRITTEN']]) },
      'REDRIVEN',
    ],
    ['that was surely not written goes', letterOf(), { ...doubtful, settled: new Map([[key, 'NOT_WRITTEN']]) }, null],
    ['that may have been written stays', letterOf(), doubtful, 'DOUBTFUL'],
    [
      'that may have been written goes when that is asked for',
      letterOf(),
      { ...doubtful, resendsDoubtful: true },
      null,
    ],
    ['whose record was too large stays', letterOf({}, 0), scene, 'POINTER'],
    ['from the event log stays', letterOf({ topic: 'n.events' }), scene, 'NOT_INBOUND'],
    ['whose partition is gone stays', letterOf({ partition: 6 }), scene, 'NO_TARGET'],
  ])('%s', (_, letter, where, obstacle) => {
    expect(judgeLetter(letter, null, where as LetterScene).obstacle).toBe(obstacle);
  });

  test('at the same place of a topic that was made anew is another letter', () => {
    const anew = { ...letterOf(), timestampMs: 3_000 };
    const sent = { ...scene, marks: { ...scene.marks, sent: new Set([key]) } };
    expect(judgeLetter(anew, null, sent).obstacle).toBeNull();
  });

  test('is its topic’s owner’s, whatever its event says', () => {
    const facts = judgeLetter(letterOf({ topic: 'n.inbound.fager' }), 'other', scene);
    expect(facts.producerId).toBe('fager');
    expect(isMeant(facts, { codes: null, producerId: 'other', place: null })).toBe(false);
    expect(isMeant(facts, { codes: new Set(['SCHEMA_UNKNOWN']), producerId: 'fager', place: null })).toBe(true);
    expect(isMeant(facts, { codes: new Set(['AVRO_CORRUPT']), producerId: null, place: null })).toBe(false);
    const at = (offset: bigint) => ({ codes: null, producerId: null, place: { partition: 0, offset } });
    expect([17n, 18n].map((offset) => isMeant(facts, at(offset)))).toEqual([true, false]);
  });
});

test.each(['13097248022', '130972-48022', 'x13097248022'])(
  'a letter of %s is of nobody who may be named',
  (claimed) => {
    expect(judgeLetter(letterOf(), claimed, scene).producerId).toBeNull();
  },
);

describe('a record that is sent again', () => {
  test('is the original, marked', () => {
    const target = { topic: 'n.inbound', partition: 3 };
    expect(toRedrivenRecord(letterOf(), target)).toEqual({
      ...target,
      key: original.key,
      value: original.value,
      headers: { ...original.headers, 'varselvakt-redrive-count': '1', 'varselvakt-redrive-of': 'n.dead-letter/0/17' },
    });
  });

  test.each([
    ['1', '2'],
    ['41', '42'],
    ['-5', '1'],
    ['999999', '999999'],
    ['9999999', '1'],
  ])('counts on from %s, also when it dies again', (given, expected) => {
    const headers = { ...original.headers, 'varselvakt-redrive-count': Buffer.from(given) };
    const { headers: sent } = toRedrivenRecord(letterOf({ headers }), { topic: 't', partition: 0 });
    expect(sent).toMatchObject({ 'varselvakt-redrive-count': expected });
  });
});
