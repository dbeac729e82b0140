import { describe, expect, test } from '@jest/globals';
import type { Row, StoreClient } from '@varselvakt/store';
import type { EraseRun } from './erase-run.ts';
import { type Left, waitUntilGone } from './wait-until-gone.ts';

const now = 1_000_000;
const freeControl: Row = { now_ms: now, is_paused: false, stopped_since_ms: null, approved_count: null };

/** A run whose control is this row, and whose clock goes on a minute at each look. */
function runWith(
  control: Row,
  waitMs: number | null,
): { readonly run: EraseRun; readonly shown: (readonly [number, number | null])[] } {
  let at = now;
  const shown: (readonly [number, number | null])[] = [];
  const client = { run: () => Promise.resolve({ rows: [control], rowCount: 1 }) } as unknown as StoreClient;
  const unused = () => Promise.reject(new Error('nothing is asked'));
  const run: EraseRun = {
    client,
    operator: { actor: 'a', reason: 'r' },
    isSent: true,
    confirm: undefined,
    waitMs,
    isJson: false,
    questions: { ask: unused, askSecret: unused },
    terminal: { print: () => undefined, printJson: () => undefined, say: () => undefined },
    openBar: () => ({ update: (done, total) => shown.push([done, total]), end: () => undefined }),
    now: () => {
      at += 60_000;
      return at;
    },
  };
  return { run, shown };
}

const counting = (...lefts: readonly Left[]) => {
  const rest = [...lefts];
  return { countLeft: async () => rest.shift() ?? { leftCount: 0, heldCount: 0 }, pollMs: 1 };
};

describe('waiting until all is gone', () => {
  test('ends when nothing is left but what is held, and shows how far it has come', async () => {
    const { run, shown } = runWith(freeControl, 600_000);
    const lefts = [3, 2, 1].map((leftCount) => ({ leftCount, heldCount: 1 }));
    await expect(waitUntilGone(counting(...lefts), run)).resolves.toBeUndefined();
    expect(shown).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
  });

  test('does not begin where nobody asked for it', async () => {
    const { run, shown } = runWith(freeControl, null);
    await waitUntilGone(counting({ leftCount: 1, heldCount: 0 }), run);
    expect(shown).toEqual([]);
  });

  test.each<[string, Row, RegExp]>([
    [
      'deletions are paused',
      { ...freeControl, is_paused: true, paused_until_ms: now, pause_reason: 'r' },
      /paused until/,
    ],
    ['deletions stand still', { ...freeControl, stopped_since_ms: now, stop_reason: 'VOLUME' }, /deletions due/],
    ['nobody deletes', freeControl, /is a deleter running/],
  ])('ends with 1 and says why when %s', async (_, control, why) => {
    const { run } = runWith(control, 120_000);
    const waiting = { countLeft: async () => ({ leftCount: 1, heldCount: 0 }), pollMs: 1 };
    await expect(waitUntilGone(waiting, run)).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(why),
    });
  });
});
