import { execFile, spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DevstackError } from './devstack-error.ts';

const run = promisify(execFile);
const SIZE_EVERY_MS = 300;
const OUTPUT_TAIL_CHARS = 1500;

/** One download by Maven. Its local repository is a folder of this download, so that a bad file is gone with it. */
export interface MavenDownload {
  readonly what: string;
  readonly args: readonly string[];
  readonly repositoryFolder: string;
  readonly onBytes: (bytes: number) => void;
}

/** True when `mvn` can be run. Never throws. */
export async function hasMaven(environment: NodeJS.ProcessEnv): Promise<boolean> {
  return run('mvn', ['--version'], { env: environment, timeout: 30_000 }).then(
    () => true,
    () => false,
  );
}

/** Runs Maven quietly. Throws STACK_DOWNLOAD_FAILED with the end of its output; a retry helps when the network was the cause. */
export async function downloadWithMaven(download: MavenDownload): Promise<void> {
  const timer = setInterval(() => void folderBytes(download.repositoryFolder).then(download.onBytes), SIZE_EVERY_MS);
  try {
    await runMaven(download);
  } finally {
    clearInterval(timer);
  }
}

function runMaven(download: MavenDownload): Promise<void> {
  const args = ['-q', '-B', `-Dmaven.repo.local=${download.repositoryFolder}`, ...download.args];
  return new Promise((resolve, reject) => {
    const maven = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (piece: Buffer) => {
      output = (output + piece.toString('utf8')).slice(-OUTPUT_TAIL_CHARS);
    };
    maven.stdout.on('data', keep);
    maven.stderr.on('data', keep);
    maven.once('error', (cause) => reject(downloadFailed(download.what, 'Maven (mvn) cannot be run', cause)));
    maven.once('close', (code) => {
      if (code === 0) {
        resolve();
      } else {
        reject(downloadFailed(download.what, `Maven ended with ${code}:\n${output.trim()}`));
      }
    });
  });
}

function downloadFailed(what: string, why: string, cause?: unknown): DevstackError {
  return new DevstackError('STACK_DOWNLOAD_FAILED', `${what} could not be downloaded. ${why}`, {
    retriable: true,
    cause,
  });
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        stat(join(entry.parentPath, entry.name)).then(
          (found) => found.size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
