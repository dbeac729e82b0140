import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DevstackError } from './devstack-error.ts';
import { fillOnce } from './download-cache.ts';
import { downloadWithMaven } from './maven.ts';
import type { ReportProgress } from './progress.ts';
import { checkFileHash } from './sha256.ts';

const POM_FILE = fileURLToPath(new URL('../assets/kafka-pom.xml', import.meta.url));
const LOCK_FILE = new URL('../assets/kafka-jars.lock.json', import.meta.url);
const COPY_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
/** What Maven fetches of its own plug-in beside the jars; only for the progress shown. */
const PLUGIN_BYTES = 12_000_000;

/** One jar of the broker as it must be. */
export interface LockedJar {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The broker's jars with their hashes, kept in the repository. */
export interface JarLock {
  readonly kafka: string;
  readonly jars: readonly LockedJar[];
}

/** Reads the lock file that stands beside this package. Throws when it is missing: a broken checkout. */
export async function readJarLock(): Promise<JarLock> {
  return JSON.parse(await readFile(LOCK_FILE, 'utf8')) as JarLock;
}

/** Where the jars of this version lie in the cache. */
export function kafkaFolder(cache: string, lock: JarLock): string {
  return join(cache, `kafka-${lock.kafka}`);
}

/** True when exactly the locked jars are there, by name and size. Never throws. */
export async function areJarsComplete(folder: string, jars: readonly LockedJar[]): Promise<boolean> {
  const found = await Promise.all(
    jars.map((jar) =>
      stat(join(folder, jar.file)).then(
        (file) => file.size === jar.bytes,
        () => false,
      ),
    ),
  );
  return found.every(Boolean);
}

/**
 * The class path of the broker, downloaded on first use. Throws STACK_DOWNLOAD_FAILED or STACK_HASH_MISMATCH; both leave
 * nothing behind, and a retry helps when the network was the cause.
 */
export async function provideKafkaJars(cache: string, lock: JarLock, report: ReportProgress): Promise<string[]> {
  const folder = kafkaFolder(cache, lock);
  const jarFolder = join(folder, 'libs');
  await fillOnce({
    folder,
    isComplete: () => areJarsComplete(jarFolder, lock.jars),
    fill: (draft) => fillJars(draft, lock, report),
    onWait: () => report({ part: 'kafka', step: 'wait', detail: 'another process is downloading it' }),
  });
  return lock.jars.map((jar) => join(jarFolder, jar.file)).sort();
}

async function fillJars(draft: string, lock: JarLock, report: ReportProgress): Promise<void> {
  const jarFolder = join(draft, 'libs');
  const repositoryFolder = join(draft, 'repository');
  const totalBytes = lock.jars.reduce((sum, jar) => sum + jar.bytes, PLUGIN_BYTES);
  report({ part: 'kafka', step: 'download', doneBytes: 0, totalBytes });
  await downloadWithMaven({
    what: `Apache Kafka ${lock.kafka}`,
    args: ['-f', POM_FILE, COPY_GOAL, '-DincludeScope=runtime', `-DoutputDirectory=${jarFolder}`],
    repositoryFolder,
    onBytes: (bytes) => report({ part: 'kafka', step: 'download', doneBytes: Math.min(bytes, totalBytes), totalBytes }),
  });
  report({ part: 'kafka', step: 'verify' });
  await verifyJars(jarFolder, lock);
  await rm(repositoryFolder, { recursive: true, force: true });
}

async function verifyJars(jarFolder: string, lock: JarLock): Promise<void> {
  const expected = new Set(lock.jars.map((jar) => jar.file));
  const found = new Set(await readdir(jarFolder));
  const unknown = [...found].filter((file) => !expected.has(file));
  const missing = [...expected].filter((file) => !found.has(file));
  if (unknown.length > 0 || missing.length > 0) {
    throw new DevstackError(
      'STACK_HASH_MISMATCH',
      `Apache Kafka ${lock.kafka} came with other jars than locked: unknown ${unknown.join(', ') || 'none'}, missing ${missing.join(', ') || 'none'}`,
      { retriable: false },
    );
  }
  for (const jar of lock.jars) {
    await checkFileHash(join(jarFolder, jar.file), jar.sha256);
    // A class archive holds the jars' times: keep them the same wherever they were copied.
    await utimes(join(jarFolder, jar.file), 1_000_000_000, 1_000_000_000);
  }
}
