import { shortCaseScene, shortScene, withdrawnScene } from '../workload/deletion-scenes.ts';
import { conflictScene, lifeScene, misfitScene, repeatedOverrideScene, repeatScene } from '../workload/life-scenes.ts';
import type { PlannedRecord, Scene, WorkloadStart } from '../workload/planned-record.ts';
import type { Random } from '../workload/random.ts';

/** The instant at which every run begins. */
export const beginsAt = Date.UTC(2026, 10, 23, 12);
/** What is kept shortly becomes due when everything has been judged: an event that is judged later would be refused for it. */
export const keptMs = 600_000;

/** What is sent in one run, in its order, and what must be there in the end. */
export type SimPlan = Pick<Scene, 'records' | 'aggregates'>;

const makers: readonly ((start: WorkloadStart) => Scene)[] = [
  lifeScene,
  repeatScene,
  conflictScene,
  misfitScene,
  repeatedOverrideScene,
  withdrawnScene,
  withdrawnScene,
  (start) => shortScene(start, keptMs),
  (start) => shortCaseScene(start, keptMs),
];

/** Some scenes at the same time; the same random numbers give the same ones. */
export function planScenes(random: Random): SimPlan {
  const start: WorkloadStart = { random, now: beginsAt, shortRetentionMs: keptMs };
  const scenes = Array.from({ length: random.between(2, 7) }, () => random.pick(makers)(start));
  const queues = scenes.map(({ records }) => [...records]);
  const records: PlannedRecord[] = [];
  for (let open = queues; open.length > 0; open = open.filter((queue) => queue.length > 0)) {
    const next = random.pick(open).shift();
    if (next !== undefined) records.push(next);
  }
  return { records, aggregates: scenes.flatMap(({ aggregates }) => aggregates) };
}
