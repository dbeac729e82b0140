import { judge, type Verdict } from '../oracle/judge.ts';
import { createRandom, type Random } from '../workload/random.ts';
import { createAssignments } from './assignments.ts';
import { createFakeBroker, type FakeBroker } from './fakes/fake-broker.ts';
import { createFakeDatabase } from './fakes/fake-database.ts';
import { beginsAt, keptMs, planScenes, type SimPlan } from './plan-scenes.ts';
import { type Actor, Scheduler } from './scheduler.ts';
import { gatherSimEvidence, toInbound } from './sim-evidence.ts';
import type { SimMutant } from './sim-mutants.ts';
import { type SimParts, topics } from './sim-parts.ts';
import {
  createDeleterActor,
  createPersisterActor,
  createRelayActor,
  createValidatorActor,
  hasDeletions,
  isBehind,
  type SimWorld,
} from './sim-services.ts';

/** How one run ended. */
export type SimResult = {
  readonly seed: number;
  /** Empty: every invariant holds. */
  readonly verdict: Verdict;
  /** False: it never came to rest. */
  readonly isQuiet: boolean;
  readonly stepCount: number;
  readonly crashCount: number;
  readonly plan: SimPlan;
  /** What happened, step by step. */
  readonly history: readonly string[];
};

type Run = {
  readonly world: SimWorld;
  readonly plan: SimPlan;
  readonly actors: readonly Actor[];
  readonly random: Random;
  at: number;
  sentCount: number;
};

const maxStepCount = 6_000;
/** Steps with faults after everything has become due. */
const troubledStepCount = 150;

/** Runs the pipeline on fakes, in an order and with faults that the seed alone decides, until it is quiet, and judges what is left. */
export async function simulate(seed: number, parts: SimParts, mutant: SimMutant | null = null): Promise<SimResult> {
  const run = openRun(seed, parts, mutant);
  const { world, plan } = run;
  let stepCount = 0;
  const go = async (faults: boolean, isOver: () => boolean): Promise<void> => {
    for (; stepCount < maxStepCount && !isOver(); stepCount += 1) await step(run, faults);
  };
  // What is due goes with its group: whatever of that came later would rightly be late.
  await go(true, () => run.sentCount === plan.records.length && isStored(world));
  run.at += 2 * keptMs;
  const troubledUntil = stepCount + troubledStepCount;
  await go(true, () => stepCount >= troubledUntil);
  await go(false, () => isQuiet(world));
  const { broker, database, scheduler } = world;
  const crashCount = scheduler.crashCount;
  // Each fault on the wire can make a copy, as each crash can.
  const faultCount = scheduler.history.filter((line) => / (LOST|UNTOLD|LATE)$/.test(line)).length;
  const found = { broker, tables: database.tables(), crashCount: crashCount + faultCount };
  const verdict = judge(await gatherSimEvidence(plan, parts, found));
  return { seed, verdict, isQuiet: isQuiet(world), stepCount, crashCount, plan, history: scheduler.history };
}

function openRun(seed: number, parts: SimParts, mutant: SimMutant | null): Run {
  const random = createRandom(seed);
  const plan = planScenes(random);
  const clock = (): number => run.at;
  const broker = createFakeBroker(clock);
  const [validators, persisters] = [
    ['validator 1', 'validator 2'],
    ['persister 1', 'persister 2'],
  ] as const;
  const inboundPlaces = topics.inbound.flatMap((topic) => [0, 1].map((partition) => ({ topic, partition })));
  const eventPlaces = [0, 1].map((partition) => ({ topic: topics.events.name, partition }));
  const world: SimWorld = {
    parts,
    scheduler: new Scheduler(random),
    broker,
    database: createFakeDatabase(clock, mutant?.acts),
    mutant,
    clock,
    inbound: createAssignments(random, broker, inboundPlaces, validators),
    events: createAssignments(random, broker, eventPlaces, persisters),
  };
  const actors = [
    ...validators.map((name) => createValidatorActor(name, world)),
    ...persisters.map((name) => createPersisterActor(name, world)),
    ...['relay 1', 'relay 2'].map((name) => createRelayActor(name, world)),
    ...['deleter 1', 'deleter 2'].map((name) => createDeleterActor(name, world)),
  ];
  const run: Run = { world, plan, actors, random, at: beginsAt, sentCount: 0 };
  return run;
}

async function step(run: Run, faults: boolean): Promise<void> {
  const { world, plan, random, actors } = run;
  run.at += random.between(0, 20);
  const next = plan.records[run.sentCount];
  if (next !== undefined && random.chance(0.1)) {
    run.sentCount += 1;
    await send(next, run);
  }
  if (world.broker.late.count() > 0 && random.chance(0.1)) writeLate(world.broker, random);
  if (faults && random.chance(0.02)) random.pick([world.inbound, world.events]).rebalance();
  await world.scheduler.step(actors, faults);
}

/** Producers have no faults of their own: what they repeat is in the plan. */
async function send(planned: SimPlan['records'][number], { world }: Run): Promise<void> {
  await world.broker.openSender(async () => 'DONE').send([toInbound(planned, world.parts)]);
}

const writeLate = ({ late }: FakeBroker, random: Random): void => late.writeOne(random.between(0, late.count() - 1));

const isStored = (world: SimWorld): boolean =>
  world.inbound.lag() === 0 && ![0, 1].some((partition) => isBehind(world, partition));

function isQuiet(world: SimWorld): boolean {
  const { scheduler, broker, database } = world;
  return (
    broker.late.count() === 0 &&
    isStored(world) &&
    database.tables().outbox.size === 0 &&
    !hasDeletions(world) &&
    !scheduler.isBusy()
  );
}
