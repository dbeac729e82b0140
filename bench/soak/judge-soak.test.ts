import { expect, test } from '@jest/globals';
import { judgeSoak, type SoakSample } from './judge-soak.ts';
import { parseSoakOptions } from './soak-options.ts';

const plan = { seconds: 600, eventsPerSecond: 1_000, killEverySeconds: 120 };
/** A sample every ten seconds. */
const play = (lagAt: (second: number) => number, rssAt: (second: number) => number): readonly SoakSample[] =>
  Array.from({ length: 60 }, (_, index) => {
    const atSeconds = index * 10;
    return { atSeconds, lag: lagAt(atSeconds), rssBytes: { validator: rssAt(atSeconds) } };
  });

test('a backlog after each kill that is worked off is flat, and so is memory that goes up and down', () => {
  const saw = (second: number) => (second % 120 < 60 ? 20_000 : 100);
  const figures = judgeSoak(
    play(saw, (second) => 100 + (second % 40)),
    plan,
  );
  expect(figures).toMatchObject({ isLagFlat: true, isMemoryFlat: true, peakLag: 20_000, memoryFromSeconds: 300 });
  expect(figures.lowestLags).toEqual([100, 100, 100, 100, 100]);
});

test('a backlog that is never worked off is not flat', () => {
  const figures = judgeSoak(
    play(
      (second) => second * 20,
      () => 100,
    ),
    plan,
  );
  expect(figures).toMatchObject({ isLagFlat: false, isMemoryFlat: true });
});

test('memory that grows in the second half of a short run is told', () => {
  const figures = judgeSoak(
    play(
      () => 0,
      (second) => (second < 300 ? 100 : 100 + second / 10),
    ),
    plan,
  );
  expect(figures.isMemoryFlat).toBe(false);
  expect(figures.memory[0]?.growth).toBeGreaterThan(0.05);
});

test('a long run is compared from minute ten on', () => {
  expect(judgeSoak([], { ...plan, seconds: 3_600 }).memoryFromSeconds).toBe(600);
});

test('options are read, and what is not understood is told', () => {
  expect(parseSoakOptions(['--minutes', '5'])).toMatchObject({
    outcome: 'RUN',
    options: { minutes: 5, eventsPerSecond: 2_500, killEverySeconds: 120 },
  });
  expect(parseSoakOptions(['--minutes', 'x']).outcome).toBe('FAULTY');
  expect(parseSoakOptions(['--kill', '0'])).toMatchObject({ options: { killEverySeconds: 0 } });
});
