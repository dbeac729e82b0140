/** The pipeline on a fake broker and a fake database, in 500 orders with faults and crashes: whatever happens, the invariants hold. */
import { beforeAll, expect, test } from '@jest/globals';
import { loadSimParts, type SimParts } from './sim-parts.ts';
import { simulate } from './simulate.ts';

const seedCount = 500;
let parts: SimParts;

beforeAll(async () => {
  parts = await loadSimParts();
});

test('in every order and with every fault the invariants hold, and all comes to rest', async () => {
  for (let seed = 1; seed <= seedCount; seed += 1) {
    const { verdict, isQuiet } = await simulate(seed, parts);
    expect({ seed, verdict, isQuiet }).toEqual({ seed, verdict: {}, isQuiet: true });
  }
}, 900_000);

test('a seed gives the same run again, step by step', async () => {
  const [one, other] = [await simulate(7, parts), await simulate(7, parts)];
  expect(other).toEqual(one);
  expect((await simulate(8, parts)).history).not.toEqual(one.history);
});

test('crashes, lost and untold answers and late writes do happen', async () => {
  const all: string[] = [];
  for (const seed of [1, 2, 3, 4, 5]) all.push(...(await simulate(seed, parts)).history);
  for (const kind of [/ crashes$/, / LOST$/, / UNTOLD$/, / LATE$/, /: commit /, /: begin$/])
    expect(all.filter((line) => kind.test(line)).length).toBeGreaterThan(0);
});
