import { setTimeout as sleep } from 'node:timers/promises';
import type { Pipeline } from '../pipeline/open-pipeline.ts';
import type { ServiceName } from '../pipeline/service-process.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import type { Random } from '../workload/random.ts';

export interface KillPlan {
  readonly service: ServiceName;
  readonly killCount: number;
  readonly random: Random;
  /** Sends the work of one phase: one before each kill, and one for the service that lives on. */
  readonly feed: () => Promise<void>;
  /** Grows as the service works; a kill waits until it has grown, so that it hits the work and not the start. */
  readonly progress: () => Promise<number>;
  /** How much work is done, at most, between the first sign of it and the kill. */
  readonly maxDelayMs: number;
  /** Settings of the service that differ from the usual. */
  readonly settings?: NodeJS.ProcessEnv;
}

/** Starts the service and kills it while it works, again and again; the last one lives. */
export async function killRepeatedly(pipeline: Pipeline, plan: KillPlan): Promise<void> {
  for (let kills = 0; kills < plan.killCount; kills += 1) {
    const before = await plan.progress();
    const victim = pipeline.start(plan.service, plan.settings);
    const feeding = plan.feed();
    await waitUntil(
      `the ${plan.service} works (kill ${kills + 1} of ${plan.killCount})`,
      async () => {
        if (victim.hasEnded()) throw new Error(`The ${plan.service} ended:\n${victim.output().slice(-4_000)}`);
        return (await plan.progress()) > before;
      },
      { intervalMs: 20 },
    );
    await sleep(plan.random.between(0, plan.maxDelayMs));
    await victim.kill();
    await feeding;
  }
  const survivor = pipeline.start(plan.service, plan.settings);
  await plan.feed();
  await survivor.untilRunning();
}

/** How many inbound records the validators have committed. */
export async function countJudged({ admin, topics, prefix }: Pipeline): Promise<number> {
  const committed = await admin.committedOffsets(`${prefix}validator`, [topics.inbound, topics.ownInbound]);
  return committed.reduce((sum, { offset }) => sum + Number(offset ?? 0n), 0);
}

/** How many records of the event log the persisters have handled. */
export async function countPersisted({ ask }: Pipeline): Promise<number> {
  const [row] = await ask('select coalesce(sum(next_offset), 0) as handled from log_position');
  return Number(row?.['handled']);
}

/** How many steps of deletions are in the tables: planned ones count once, finished ones twice. */
export async function countDeleted({ ask }: Pipeline): Promise<number> {
  const [row] = await ask(
    'select (select count(*) from aggregate where deleting_since is not null) + (select 2 * count(*) from erasure) as done',
  );
  return Number(row?.['done']);
}
