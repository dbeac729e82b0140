import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { classArchiveDraft, classArchiveFile, findClassArchive, removeArchiveDrafts } from './class-archive.ts';
import type { JavaRuntime } from './java-runtime.ts';
import { kafkaFolder, readJarLock } from './kafka-jars.ts';
import { startKafka } from './kafka-part.ts';
import { takeLock } from './owner-lock.ts';
import type { PartContext, StartedPart } from './part-starter.ts';
import { registryFolder } from './registry-archive.ts';
import { startRegistry } from './registry-part.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';

/** Writing an archive takes the registry about 6 s on an idle machine, and ours has the lowest priority. */
const DUMP_DEADLINE_MS = 120_000;

/** What the archives are made for. */
export interface ArchiveMakerOptions {
  readonly cache: string;
  readonly java: JavaRuntime;
  readonly environment: NodeJS.ProcessEnv;
}

/** The programs of the cache that are started with a class archive. */
async function listPrograms(cache: string) {
  const lock = await readJarLock();
  return [
    { folder: kafkaFolder(cache, lock), start: startKafka },
    { folder: registryFolder(cache), start: startRegistry },
  ] as const;
}

/** True when every program has its class archive for this Java. Never throws. */
export async function areArchivesMade(cache: string, java: JavaRuntime): Promise<boolean> {
  const programs = await listPrograms(cache);
  const found = await Promise.all(programs.map(({ folder }) => findClassArchive(folder, java)));
  return found.every((archive) => archive !== null);
}

/**
 * Makes the class archives that are missing: each program is started on its own, with data that is thrown away, and writes the
 * archive when it ends. One process at a time. Throws DevstackError when a program does not start; nothing is left behind.
 */
export async function makeClassArchives(options: ArchiveMakerOptions): Promise<void> {
  const { cache, java } = options;
  const lock = await takeLock(join(cache, 'class-archives.lock'));
  if (lock.outcome === 'HELD') {
    return;
  }
  const folder = join(cache, `.archives.${randomBytes(6).toString('hex')}`);
  const watchdog = startWatchdog([folder]);
  try {
    await mkdir(folder, { recursive: true });
    for (const program of await listPrograms(cache)) {
      if ((await findClassArchive(program.folder, java)) === null) {
        await removeArchiveDrafts(program.folder, java);
        await makeArchive(options, { ...program, folder, programFolder: program.folder, watchdog });
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    watchdog.dismiss();
    await lock.release();
  }
}

interface ArchiveJob {
  readonly start: (context: PartContext) => Promise<StartedPart>;
  readonly folder: string;
  readonly programFolder: string;
  readonly watchdog: Watchdog;
}

async function makeArchive(options: ArchiveMakerOptions, job: ArchiveJob): Promise<void> {
  const draft = classArchiveDraft(job.programFolder, options.java);
  try {
    const { child } = await job.start({
      folder: job.folder,
      profile: 'test',
      secureUsers: [],
      java: options.java,
      cache: options.cache,
      environment: options.environment,
      findClassArchive: async () => ({ act: 'MAKE', file: draft }),
      wantedPorts: {},
      report: () => undefined,
      onChild: job.watchdog.watch,
      onFolder: () => undefined,
      signal: new AbortController().signal,
    });
    await child.stop(DUMP_DEADLINE_MS);
    await rename(draft, classArchiveFile(job.programFolder, options.java));
  } finally {
    await rm(draft, { force: true });
  }
}
