import { readFile } from 'node:fs/promises';
import nodeFlags from '../../cli/bin/node-flags.json' with { type: 'json' };
import type { Pipeline } from '../../test/pipeline/open-pipeline.ts';
import type { ServiceName, ServiceProcess } from '../../test/pipeline/service-process.ts';

/** Those that are killed in turns. */
export const mortals = ['validator', 'persister', 'deleter'] as const;
const all: readonly ServiceName[] = [...mortals, 'monitor'];

/** The services of a pipeline, each started again when it was killed, as something that watches over them would. */
export type Crew = {
  readonly kill: (name: ServiceName) => Promise<void>;
  /** Asks it to end. Throws when it does not end with 0. */
  readonly stop: (name: ServiceName) => Promise<void>;
  readonly start: (name: ServiceName) => void;
  /** Where it serves health and metrics; empty until it says so. */
  readonly address: (name: ServiceName) => string;
  readonly killCounts: () => Readonly<Record<string, number>>;
  /** Resident memory of those that run. */
  readonly readRss: () => Promise<Readonly<Record<string, number>>>;
  /** Throws when one has ended by itself. */
  readonly requireAlive: () => void;
};

/** Starts all services, the monitor too, and waits until they run. */
export async function startCrew(pipeline: Pipeline): Promise<Crew> {
  const settings = { NODE_OPTIONS: `${pipeline.environment['NODE_OPTIONS']} ${nodeFlags.join(' ')}` };
  const living = new Map<ServiceName, ServiceProcess>(all.map((name) => [name, pipeline.start(name, settings)]));
  await Promise.all([...living.values()].map(({ untilRunning }) => untilRunning()));
  const killCounts: Record<string, number> = {};
  return {
    kill: async (name) => {
      await living.get(name)?.kill();
      killCounts[name] = (killCounts[name] ?? 0) + 1;
      living.set(name, pipeline.start(name, settings));
    },
    stop: async (name) => {
      const exitCode = await living.get(name)?.stop();
      if (exitCode !== 0) throw new Error(`The ${name} was asked to stop and ended with ${exitCode}`);
    },
    start: (name) => void living.set(name, pipeline.start(name, settings)),
    address: (name) => living.get(name)?.address() ?? '',
    killCounts: () => killCounts,
    readRss: async () => {
      const read = [...living].map(async ([name, { pid }]) => [name, await readRss(pid)] as const);
      return Object.fromEntries(
        (await Promise.all(read)).filter((one): one is [ServiceName, number] => one[1] !== null),
      );
    },
    requireAlive: () => {
      for (const [name, { hasEnded, output }] of living)
        if (hasEnded()) throw new Error(`The ${name} has ended by itself:\n${output().slice(-4_000)}`);
    },
  };
}

/** Null where the process is just ending. */
async function readRss(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1_024;
}
