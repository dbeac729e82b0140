import { expect, test } from '@jest/globals';
import type { LaunchedProbe } from './launch-probe.ts';
import type { ProbeEvent } from './probe-tally.ts';
import { beginWay, judgeWay, nextWay, type ProbeSight } from './probe-way.ts';
import { createProber } from './prober.ts';

const levels = { storedWithinMs: 30_000, deletedWithinMs: 60_000 };
const nothing: ProbeSight = { onLogAt: null, isStored: false, isGone: false };
const stored: ProbeSight = { onLogAt: 1, isStored: true, isGone: false };
const gone: ProbeSight = { onLogAt: 1, isStored: false, isGone: true };

/** Plays turns one by one: before each the clock goes on and the world changes. */
async function play(turns: readonly { readonly now: number; readonly sight: ProbeSight | Error }[]) {
  const stopping = new AbortController();
  const told: ProbeEvent[] = [];
  let index = 0;
  const current = () => turns[index] ?? { now: 0, sight: nothing };
  const launch = async (): Promise<LaunchedProbe> => {
    let way = beginWay(current().now, levels);
    return {
      eventId: String(index),
      way: () => way,
      verdict: () => judgeWay(way, levels, current().now),
      look: async () => {
        const { sight, now } = current();
        if (sight instanceof Error) throw sight;
        way = nextWay(way, sight, now);
      },
    };
  };
  const prober = createProber({
    launch,
    intervalMs: 60_000,
    observe: (event) => told.push(event),
    now: () => current().now,
  });
  const states: string[] = [];
  await prober.run(stopping.signal, () => {
    states.push(prober.status().state);
    index += 1;
    if (index === turns.length) stopping.abort();
  });
  return { told, states, prober };
}

test('while none has come back since the start none counts: the pipeline may be starting too', async () => {
  const { told, states, prober } = await play([
    { now: 0, sight: nothing },
    { now: 31_000, sight: nothing },
  ]);
  expect(told).toEqual([]);
  expect(states).toEqual(['STARTING', 'LOST']);
  expect(prober.isCounting()).toBe(false);
});

test('after the first that was stored they count, to the leg in which they are lost', async () => {
  const { told, states } = await play([
    { now: 0, sight: nothing },
    { now: 100, sight: stored },
    { now: 60_000, sight: gone },
    { now: 60_100, sight: nothing },
    { now: 91_000, sight: nothing },
  ]);
  expect(told).toEqual([{ type: 'SENT' }, { type: 'LOST', leg: 'validate' }]);
  expect(states).toEqual(['STARTING', 'OK', 'OK', 'OK', 'LOST']);
});

test('a counted probe is told leg by leg', async () => {
  const { told } = await play([
    { now: 0, sight: nothing },
    { now: 100, sight: stored },
    { now: 60_000, sight: nothing },
    { now: 60_300, sight: stored },
    { now: 95_000, sight: gone },
  ]);
  expect(told).toEqual([
    { type: 'SENT' },
    { type: 'LEG_GONE', leg: 'validate', durationMs: 0 },
    { type: 'LEG_GONE', leg: 'store', durationMs: 300 },
    { type: 'LEG_GONE', leg: 'delete', durationMs: 5_000 },
    { type: 'RETURNED' },
  ]);
});

test('a fault of looking is told by its code, and what cannot be seen is not back in time', async () => {
  const fault = Object.assign(new Error('away'), { code: 'STORE_UNAVAILABLE' });
  const { states, prober } = await play([
    { now: 0, sight: stored },
    { now: 100, sight: stored },
    { now: 30_500, sight: fault },
    { now: 90_500, sight: fault },
  ]);
  expect(states.at(-1)).toBe('FAULT');
  expect(prober.status()).toMatchObject({ reason: expect.stringContaining('STORE_UNAVAILABLE'), lastLostAt: 90_500 });
});
