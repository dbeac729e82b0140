import type { ExpectedAggregate } from '../oracle/intent.ts';
import { refusedScene, unreadableScene } from './bad-scenes.ts';
import { shortCaseScene, shortScene, withdrawnScene } from './deletion-scenes.ts';
import { conflictScene, lifeScene, misfitScene, repeatScene } from './life-scenes.ts';
import type { PlannedRecord, Scene, WorkloadStart } from './planned-record.ts';
import type { Random } from './random.ts';

/** How many scenes of each kind. */
export interface Mix {
  readonly lives: number;
  readonly repeats: number;
  readonly conflicts: number;
  readonly misfits: number;
  readonly refused: number;
  readonly unreadable: number;
  readonly withdrawn: number;
  readonly short: number;
  readonly shortCases: number;
}

export interface Workload {
  /** In the order in which they are to be sent. */
  readonly records: readonly PlannedRecord[];
  readonly aggregates: readonly ExpectedAggregate[];
}

/** How many scenes are going on at the same time. */
const INTERLEAVED = 40;

/** Events of two producers, mixed as in life; the same seed, instant and mix give the same records. */
export function generateWorkload(start: WorkloadStart, mix: Mix): Workload {
  const scenes = shuffle(start.random, toScenes(start, mix));
  return {
    records: interleave(start.random, scenes),
    aggregates: scenes.flatMap(({ aggregates }) => aggregates),
  };
}

function toScenes(start: WorkloadStart, mix: Mix): readonly Scene[] {
  const times = (count: number, make: () => Scene) => Array.from({ length: count }, make);
  const keptMs = start.shortRetentionMs;
  return [
    ...times(mix.lives, () => lifeScene(start)),
    ...times(mix.repeats, () => repeatScene(start)),
    ...times(mix.conflicts, () => conflictScene(start)),
    ...times(mix.misfits, () => misfitScene(start)),
    ...times(mix.refused, () => refusedScene(start)),
    ...times(mix.unreadable, () => unreadableScene(start)),
    ...times(mix.withdrawn, () => withdrawnScene(start)),
    ...(keptMs === null ? [] : times(mix.short, () => shortScene(start, keptMs))),
    ...(keptMs === null ? [] : times(mix.shortCases, () => shortCaseScene(start, keptMs))),
  ];
}

/** Fisher and Yates. */
function shuffle<Item>(random: Random, items: readonly Item[]): readonly Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = random.between(0, last);
    [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
  }
  return shuffled;
}

/** Merges the scenes so that the records of each one keep their order. */
function interleave(random: Random, scenes: readonly Scene[]): readonly PlannedRecord[] {
  const waiting = scenes.map(({ records }) => [...records]).reverse();
  const going: PlannedRecord[][] = [];
  const merged: PlannedRecord[] = [];
  while (waiting.length > 0 || going.length > 0) {
    while (going.length < INTERLEAVED && waiting.length > 0) going.push(waiting.pop() ?? []);
    const index = random.between(0, going.length - 1);
    const record = going[index]?.shift();
    if (record === undefined) going.splice(index, 1);
    else merged.push(record);
  }
  return merged;
}
