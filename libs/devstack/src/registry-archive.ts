import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fillOnce, isPresent } from './download-cache.ts';
import { downloadWithMaven } from './maven.ts';
import type { ReportProgress } from './progress.ts';
import { checkFileHash } from './sha256.ts';

/** The registry's archive as it must be. */
export interface LockedArchive {
  readonly version: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Apicurio Registry as published to Maven Central. */
export const REGISTRY_ARCHIVE: LockedArchive = {
  version: '3.0.9',
  bytes: 108_860_403,
  sha256: '2b28181501a20cbf6efcd77f9b7153908fc01f3d3a7c32024c0bd9e1b04c8a43',
};

/** Its parent POM is not published, and this is the only release of the plug-in that does not ask for it. */
const GET_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:2.8:get';
const run = promisify(execFile);

/** Where the unpacked registry lies in the cache. */
export function registryFolder(cache: string, archive: LockedArchive = REGISTRY_ARCHIVE): string {
  return join(cache, `apicurio-registry-${archive.version}`);
}

/** The name of the jar that is run, inside the unpacked folder. */
export function registryJar(archive: LockedArchive = REGISTRY_ARCHIVE): string {
  return `apicurio-registry-app-${archive.version}-runner.jar`;
}

/** True when the registry is in the cache. Never throws. */
export async function isRegistryCached(cache: string): Promise<boolean> {
  return isPresent(join(registryFolder(cache), registryJar()));
}

/**
 * The folder of the unpacked registry, downloaded on first use. Throws STACK_DOWNLOAD_FAILED or STACK_HASH_MISMATCH;
 * both leave nothing behind, and a retry helps when the network was the cause.
 */
export async function provideRegistry(cache: string, report: ReportProgress): Promise<string> {
  const folder = registryFolder(cache);
  await fillOnce({
    folder,
    isComplete: () => isRegistryCached(cache),
    fill: (draft) => fillRegistry(draft, REGISTRY_ARCHIVE, report),
    onWait: () => report({ part: 'registry', step: 'wait', detail: 'another process is downloading it' }),
  });
  return folder;
}

async function fillRegistry(draft: string, archive: LockedArchive, report: ReportProgress): Promise<void> {
  const { version, bytes: totalBytes } = archive;
  const repositoryFolder = join(draft, 'repository');
  report({ part: 'registry', step: 'download', doneBytes: 0, totalBytes });
  await downloadWithMaven({
    what: `Apicurio Registry ${version}`,
    args: [GET_GOAL, '-Dtransitive=false', `-Dartifact=io.apicurio:apicurio-registry-app:${version}:tar.gz:all`],
    repositoryFolder,
    onBytes: (bytes) =>
      report({ part: 'registry', step: 'download', doneBytes: Math.min(bytes, totalBytes), totalBytes }),
  });
  report({ part: 'registry', step: 'verify' });
  const file = `apicurio-registry-app-${version}-all.tar.gz`;
  const archiveFile = join(repositoryFolder, 'io/apicurio/apicurio-registry-app', version, file);
  await checkFileHash(archiveFile, archive.sha256);
  report({ part: 'registry', step: 'unpack' });
  await run('tar', ['-xzf', archiveFile, '-C', draft]);
  await rm(repositoryFolder, { recursive: true, force: true });
}
