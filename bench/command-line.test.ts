import { describe, expect, test } from '@jest/globals';
import { benchNames, eventCountFor, parseCommandLine, runCountFor } from './command-line.ts';

const optionsOf = (...words: readonly string[]) => {
  const line = parseCommandLine(words);
  if (line.outcome !== 'RUN') throw new Error(line.outcome);
  return line.options;
};

describe('the command line', () => {
  test('runs all benchmarks when none is named', () => {
    expect(optionsOf().benches).toEqual(benchNames);
    expect(optionsOf('deleter', '--json')).toMatchObject({ benches: ['deleter'], json: true });
  });
  test('takes a fifth of the events and one run when it should go quickly', () => {
    const quick = optionsOf('validator', '--quick');
    expect([eventCountFor(quick, 100_000), runCountFor(quick, 3)]).toEqual([20_000, 1]);
    expect([eventCountFor(optionsOf(), 100_000), runCountFor(optionsOf(), 3)]).toEqual([100_000, 3]);
  });
  test('takes the size that was asked for above all others', () => {
    expect(eventCountFor(optionsOf('--events', '7000', '--full', '--quick'), 100_000)).toBe(7_000);
    expect(eventCountFor(optionsOf('--full'), 100_000)).toBe(1_000_000);
  });
  test('reads the share of bad records in per cent', () => {
    expect(optionsOf('--bad', '1').badShare).toBe(0.01);
  });
  test('measures deletions beside an open transaction only when asked', () => {
    expect([optionsOf('deleter'), optionsOf('deleter', '--held-open')]).toMatchObject([
      { heldOpen: false },
      { heldOpen: true },
    ]);
  });
  test('says what is wrong with names, numbers and options that do not exist', () => {
    for (const words of [['valdator'], ['--events', 'many'], ['--bad', '101'], ['--fast']])
      expect(parseCommandLine(words)).toMatchObject({ outcome: 'FAULTY' });
    expect(parseCommandLine(['--help'])).toEqual({ outcome: 'HELP' });
  });
});
