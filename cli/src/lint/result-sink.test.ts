import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { createCounts } from './judgement.ts';
import type { LintResult } from './linter.ts';
import { createResultSink } from './result-sink.ts';

const resultOf = (output: string): LintResult => ({ output, counts: { ...createCounts(), inputs: 1 } });

const openSink = (width: number) => {
  const written: string[] = [];
  const counts = createCounts();
  const output = { write: async (text: string) => void written.push(text) };
  return { written, counts, sink: createResultSink(',', output, counts, () => width) };
};

describe('results of a lint', () => {
  test('are written while the input is still open, though there is room for more under way', async () => {
    const { written, counts, sink } = openSink(5);
    await sink.take(Promise.resolve(resultOf(',a')));
    await sink.take(Promise.resolve(resultOf(',b')));
    await setImmediate();
    expect(written).toEqual(['a', ',b']);
    expect(counts.inputs).toBe(2);
  });

  test('keep the order in which they were asked for', async () => {
    const { written, sink } = openSink(5);
    const slow = Promise.withResolvers<LintResult>();
    await sink.take(slow.promise);
    await sink.take(Promise.resolve(resultOf(',second')));
    await setImmediate();
    expect(written).toEqual([]);
    slow.resolve(resultOf(',first'));
    await sink.drain();
    expect(written).toEqual(['first', ',second']);
  });

  test('that fail are told to whoever drains', async () => {
    const { sink } = openSink(5);
    await sink.take(Promise.reject(new Error('a thread ended')));
    await expect(sink.drain()).rejects.toThrow('a thread ended');
  });
});
