import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { DevstackError } from './devstack-error.ts';

/** The user the database server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);
/** The server's own user first; `nobody` is there on every system and does where no user can be made. */
const NAMES = ['postgres', 'nobody'] as const;

/**
 * Postgres refuses to run as root: for root, an unprivileged user (made when there is none); for anybody else null, that is
 * themselves. Throws STACK_NOT_POSSIBLE when there is no such user and none can be made.
 */
export async function findServerUser(): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) {
    return null;
  }
  const known = await lookUp('postgres');
  if (known === null) {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() => undefined);
  }
  for (const name of NAMES) {
    const user = await lookUp(name);
    if (user !== null) {
      return user;
    }
  }
  throw new DevstackError(
    'STACK_NOT_POSSIBLE',
    'Postgres does not run as root and no other user could be made: run as an ordinary user, or make one called postgres.',
    { retriable: false },
  );
}

async function lookUp(name: string): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

const OTHERS_MAY_ENTER = 0o001;
const GROUP_MAY_ENTER = 0o010;
const OWNER_MAY_ENTER = 0o100;

/** True when the user may go through every folder above this path. A clone in root's own home, for example, is closed. Never throws. */
export async function isReachable(path: string, user: ServerUser): Promise<boolean> {
  const parent = dirname(path);
  const found = await stat(parent).catch(() => null);
  if (found === null) {
    return false;
  }
  const needed = entryBit(found, user);
  return (found.mode & needed) !== 0 && (parent === dirname(parent) || isReachable(parent, user));
}

function entryBit(folder: { uid: number; gid: number }, user: ServerUser): number {
  if (folder.uid === user.uid) {
    return OWNER_MAY_ENTER;
  }
  return folder.gid === user.gid ? GROUP_MAY_ENTER : OTHERS_MAY_ENTER;
}
