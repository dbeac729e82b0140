import type { JavaRuntime } from './java-runtime.ts';
import { startKafka } from './kafka-part.ts';
import type { PartContext, StartedPart } from './part-starter.ts';
import { startPostgres } from './postgres-part.ts';
import type { ReportProgress } from './progress.ts';
import { startRegistry } from './registry-part.ts';
import { createRunningStack, type RunningStack } from './running-stack.ts';
import type { StackAddresses } from './stack-addresses.ts';
import type { TakenFolder } from './stack-folder.ts';
import type { StackProfile } from './stack-profile.ts';
import type { RecordedProcess } from './stack-record.ts';

/** What an embedded stack is started with. */
export interface EmbeddedOptions {
  readonly taken: TakenFolder;
  readonly profile: StackProfile;
  readonly ephemeral: boolean;
  readonly detached: boolean;
  readonly java: JavaRuntime;
  readonly cache: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly report: ReportProgress;
  readonly now: () => number;
}

/** An embedded stack that runs. */
export interface EmbeddedStack {
  readonly addresses: StackAddresses;
  readonly processes: readonly RecordedProcess[];
  stop(): Promise<void>;
}

/** Starts the three parts side by side. Throws DevstackError when one of them fails; everything is ended again then. */
export async function startEmbeddedStack(options: EmbeddedOptions): Promise<EmbeddedStack> {
  const running = createRunningStack(options);
  const abort = new AbortController();
  const context = createContext(options, running, abort.signal);
  const starts = [startKafka(context), startRegistry(context), startPostgres(context)] as const;
  try {
    const [kafka, registry, postgres] = await Promise.all(starts.map((start) => reportReady(start, options.report)));
    const addresses = {
      brokers: kafka?.address ?? '',
      registryUrl: registry?.address ?? '',
      databaseUrl: postgres?.address ?? '',
    };
    const ports = { ...kafka?.ports, ...registry?.ports, ...postgres?.ports };
    await running.record({ addresses, ports });
    await running.settle();
    return { addresses, processes: running.processes(), stop: running.stop };
  } catch (error) {
    abort.abort();
    // The other parts end what they have begun before anything is removed below them.
    await Promise.allSettled(starts);
    await running.stop();
    throw error;
  }
}

async function reportReady(start: Promise<StartedPart>, report: ReportProgress): Promise<StartedPart> {
  const started = await start;
  report({ part: started.child.part, step: 'ready' });
  return started;
}

function createContext(options: EmbeddedOptions, running: RunningStack, signal: AbortSignal): PartContext {
  return {
    folder: options.taken.folder,
    profile: options.profile,
    java: options.java,
    cache: options.cache,
    environment: options.environment,
    wantedPorts: options.taken.previous?.ports ?? {},
    report: options.report,
    onChild: running.add,
    onFolder: running.addFolder,
    signal,
  };
}
