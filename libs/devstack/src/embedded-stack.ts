import { findClassArchive } from './class-archive.ts';
import type { JavaRuntime } from './java-runtime.ts';
import { startKafka } from './kafka-part.ts';
import type { PartContext, StartedPart } from './part-starter.ts';
import { startPostgres } from './postgres-part.ts';
import type { ReportProgress } from './progress.ts';
import { startRegistry } from './registry-part.ts';
import type { RunningStack } from './running-stack.ts';
import type { StackAddresses } from './stack-addresses.ts';
import type { TakenFolder } from './stack-folder.ts';
import type { StackProfile } from './stack-profile.ts';

/** What an embedded stack is started with. */
export interface EmbeddedOptions {
  readonly taken: TakenFolder;
  readonly running: RunningStack;
  readonly profile: StackProfile;
  readonly secureUsers: readonly string[];
  readonly java: JavaRuntime;
  readonly cache: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly report: ReportProgress;
}

/**
 * Starts the three parts side by side. Throws DevstackError when one of them fails; the others have stopped beginning things then,
 * and whoever owns the account ends what runs.
 */
export async function startEmbeddedStack(options: EmbeddedOptions): Promise<StackAddresses> {
  const abort = new AbortController();
  const context = createContext(options, abort.signal);
  const starts = [startKafka, startRegistry, startPostgres].map((start) => reportReady(start(context), options.report));
  try {
    const [kafka, registry, postgres] = await Promise.all(starts);
    await options.running.record({ ports: { ...kafka?.ports, ...registry?.ports, ...postgres?.ports } });
    return {
      brokers: kafka?.address ?? '',
      registryUrl: registry?.address ?? '',
      databaseUrl: postgres?.address ?? '',
      ...(kafka?.door === undefined ? {} : { door: kafka.door }),
    };
  } catch (error) {
    abort.abort();
    await Promise.allSettled(starts);
    throw error;
  }
}

async function reportReady(start: Promise<StartedPart>, report: ReportProgress): Promise<StartedPart> {
  const started = await start;
  report({ part: started.child.part, step: 'ready' });
  return started;
}

function createContext(options: EmbeddedOptions, signal: AbortSignal): PartContext {
  return {
    folder: options.taken.folder,
    profile: options.profile,
    secureUsers: options.secureUsers,
    java: options.java,
    cache: options.cache,
    environment: options.environment,
    findClassArchive: (programFolder) => findClassArchive(programFolder, options.java),
    wantedPorts: options.taken.previous?.ports ?? {},
    report: options.report,
    onChild: options.running.add,
    onFolder: options.running.addFolder,
    signal,
  };
}
