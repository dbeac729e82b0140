import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type CommitWindow, emptyWindow, nextWindow } from './commit-window.ts';
import { createWindowShelf, type WindowPlace } from './window-shelf.ts';

const SIZE = 4;
const rules = { size: SIZE, minDistanceMs: 0 };
const offset = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const place = fc.record({
  group: fc.constantFrom('g', 'h'),
  topic: fc.constantFrom('t', 'u'),
  partition: fc.integer({ min: 0, max: 40 }),
});
const seen = fc.record({
  place,
  committedOffset: offset,
  endOffset: offset,
  lag: fc.option(offset),
  at: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  isHeld: fc.boolean(),
});

const keyOf = ({ group, topic, partition }: WindowPlace): string => `${group}/${topic}/${partition}`;

test('a shelf gives back what a plain map of windows would: those of the last look, and no others', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(seen, { selector: (one) => keyOf(one.place), maxLength: 12 })), (looks) => {
      const shelf = createWindowShelf(SIZE);
      let last: ReadonlyMap<string, CommitWindow> = new Map();
      for (const look of looks) {
        const next = new Map<string, CommitWindow>();
        for (const one of look) {
          const before = last.get(keyOf(one.place));
          expect(shelf.take(one.place)).toEqual(before);
          const window = nextWindow(before ?? emptyWindow, one, rules);
          next.set(keyOf(one.place), window);
          shelf.put(one.place, window);
        }
        shelf.turn();
        last = next;
      }
    }),
  );
});
