import { describe, expect, test } from '@jest/globals';
import { createLogger, type LogLevel } from './create-logger.ts';
import type { LogValue } from './scrub-value.ts';

const poison = ['01010112345', '010101 12345', '010101-12345', '01.01.01.12345', '0 1 0 1 0 1 1 2 3 4 5'];
const morePoison = [
  'kari.nordmann@eksempel.no',
  '+47 912 34 567',
  '0047-91234567',
  '91234567',
  '912 34 567',
  '٠١٠١٠١١٢٣٤٥',
];
const all = [...poison, ...morePoison];
const levels: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

function capture(format: 'json' | 'pretty' = 'json') {
  const lines: string[] = [];
  const output = { write: (line: string) => lines.push(line) };
  const log = createLogger({ service: 'test', version: '1.0.0', level: 'trace', format, output });
  return { log, text: () => lines.join(''), parsed: () => lines.map((line) => JSON.parse(line)) };
}

function deepError(value: string): Error {
  const inner = Object.assign(new Error(`inner ${value}`), {
    code: 'X1',
    detail: `Key (id)=(${value})`,
    row: { value },
  });
  const middle = new Error(`middle ${value}`, { cause: inner });
  middle.stack = `Error: ${value}\n    at read (/srv/${value}/file.ts:1:1)`;
  return new AggregateError([inner, `text ${value}`, { value }], `outer ${value}`, { cause: middle });
}

describe('a log line', () => {
  test.each(all)('never holds %j, wherever it was put and at whatever level', (value) => {
    for (const format of ['json', 'pretty'] as const) {
      const { log, text } = capture(format);
      const fields: Record<string, LogValue> = {
        plain: value,
        [`key ${value}`]: 1,
        nested: { list: [{ deep: `x${value}y` }] },
        err: deepError(value),
        other: deepError(value),
      };
      for (const level of levels) {
        log[level](fields, `message ${value}`);
        log.child({ bound: value, err: deepError(value) })[level](`child ${value}`);
      }
      expect(text()).not.toContain(value);
      expect(text().length).toBeGreaterThan(1_000);
    }
  });

  test('keeps of an error its type, code, message, stack and causes, and nothing else', () => {
    const { log, parsed } = capture();
    log.error({ err: Object.assign(deepError('a'), { detail: 'row', parameters: ['p'] }) }, 'failed');
    const [line] = parsed();
    expect(Object.keys(line.err).sort()).toEqual(['cause', 'errors', 'message', 'stack', 'type']);
    expect(line.err.cause.cause).toMatchObject({ type: 'Error', code: 'X1', message: 'inner a' });
    expect(JSON.stringify(line)).not.toMatch(/detail|parameters|row/);
  });

  test('is one JSON object with the level as a word, an ISO time, the service and its version', () => {
    const { log, parsed, text } = capture();
    log.info({ topic: 'events', partition: 3 }, 'line\nbreak');
    expect(text().trimEnd().split('\n')).toHaveLength(1);
    expect(parsed()[0]).toMatchObject({
      level: 'info',
      service: 'test',
      version: '1.0.0',
      topic: 'events',
      partition: 3,
    });
    expect(new Date(parsed()[0].time).toISOString()).toBe(parsed()[0].time);
  });

  test('covers a number of eleven digits, and keeps instants, counts and offsets', () => {
    const { log, parsed } = capture();
    log.info({ person: 12_345_678_901, at: 1_763_888_232_000, offset: '12345678901', endOffset: 12_345_678_901 }, '');
    expect(parsed()[0]).toMatchObject({
      person: null,
      at: 1_763_888_232_000,
      offset: '12345678901',
      endOffset: 12_345_678_901,
    });
  });

  test('keeps ids, digests, addresses and instants that an operator needs', () => {
    const { log, parsed } = capture();
    const useful = [
      '018f3c7e-1234-7123-8123-a12345678901',
      'a123-45678901234',
      '3f786850e387550fdab836ed7e6dc881de23001b01010112345abcdef01234567',
      '192.168.100.25:29092',
      '2026-11-23T08:57:12.123Z',
    ];
    for (const value of useful) log.info({ value }, 'useful');
    expect(parsed().map((line) => line.value)).toEqual([
      useful[0],
      expect.not.stringContaining('45678901234'),
      ...useful.slice(2),
    ]);
  });

  test('is bounded: a text of a megabyte is cut, and a number at the cut does not survive in part', () => {
    const { log, text } = capture();
    log.info(`${'x'.repeat(16_378)}01010112345${'y'.repeat(1_000_000)}`);
    expect(text().length).toBeLessThan(20_000);
    expect(text()).not.toContain('010101');
  });

  test('drops what is neither plain nor an error, such as bytes and maps', () => {
    const { log, parsed } = capture();
    log.info(
      { bytes: Buffer.from('01010112345') as unknown as LogValue, map: new Map() as unknown as LogValue },
      'odd',
    );
    expect(parsed()[0]).toMatchObject({ bytes: '[Buffer]', map: '[Map]' });
  });
});
