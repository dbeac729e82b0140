import { spawn } from 'node:child_process';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DevstackError } from './devstack-error.ts';
import type { PartContext } from './part-starter.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { ServerUser } from './postgres-user.ts';

/** Owner and name of the database, the same in every kind of stack. */
export const DATABASE_USER = 'varselvakt';
export const DATABASE_NAME = 'varselvakt';
/** The order of texts does not depend on the system's libraries. */
export const INITDB_LOCALE = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

const OUTPUT_TAIL_CHARS = 1500;

/** What a new database is made of. */
export interface NewDatabase {
  readonly binaries: PostgresBinaries;
  readonly folder: string;
  readonly dataFolder: string;
  readonly password: string;
  readonly user: ServerUser | null;
  readonly context: PartContext;
}

/** Makes the data folder and the database. It gets its name when all is done, so a broken attempt is never started. Throws STACK_PART_EXITED. */
export async function initialiseDatabase(database: NewDatabase): Promise<void> {
  const { folder, dataFolder, binaries, user, context } = database;
  const draft = join(folder, 'data.draft');
  const passwordFile = join(folder, 'password.once');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, database.password, { mode: 0o600 });
  if (user !== null) {
    await chown(draft, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  // A folder that is thrown away soon need not survive a power cut while it is made; the running server always syncs.
  const sync = context.profile === 'test' ? ['--no-sync'] : [];
  const login = [`--username=${DATABASE_USER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  try {
    await runProgram(database, binaries.initdb, ['-D', draft, ...INITDB_LOCALE, ...login, ...sync], '');
    await runProgram(
      database,
      binaries.postgres,
      ['--single', '-D', draft, 'postgres'],
      `CREATE DATABASE ${DATABASE_NAME};\n`,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, dataFolder);
}

function runProgram(database: NewDatabase, file: string, args: readonly string[], input: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: database.folder,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...database.context.environment, LC_ALL: 'C', PGTZ: 'UTC' },
      ...database.user,
    });
    let output = '';
    const keep = (piece: Buffer) => {
      output = (output + piece.toString('utf8')).slice(-OUTPUT_TAIL_CHARS);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.stdin.on('error', () => undefined);
    child.once('error', (cause) => reject(initialiseFailed('cannot be run', cause)));
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(initialiseFailed(`ended with ${code}:\n${output}`)),
    );
    child.stdin.end(input);
  });
}

function initialiseFailed(why: string, cause?: unknown): DevstackError {
  return new DevstackError('STACK_PART_EXITED', `postgres: making the database ${why}`, { retriable: false, cause });
}
