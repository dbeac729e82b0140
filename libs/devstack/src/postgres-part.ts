import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPresent } from './download-cache.ts';
import { findFreePort } from './free-port.ts';
import { openFolderFor } from './open-folder.ts';
import type { PartContext, StartedPart } from './part-starter.ts';
import { providePostgresBinaries } from './postgres-binaries.ts';
import { DATABASE_NAME, DATABASE_USER, initialiseDatabase } from './postgres-initialise.ts';
import { isPostgresReady } from './postgres-probe.ts';
import { findServerUser, isReachable, type ServerUser } from './postgres-user.ts';
import { readProcessIdentity } from './process-identity.ts';
import { retryOnTakenPort, startReadyChild } from './ready-child.ts';
import type { StackProfile } from './stack-profile.ts';

/** Starts Postgres, making its database on first use. fsync is on. Throws DevstackError; nothing of it is left running then. */
export async function startPostgres(context: PartContext): Promise<StartedPart> {
  const user = await findServerUser();
  const folder = await choosePlace(join(context.folder, 'postgres'), user, context.onFolder);
  const binaries = await providePostgresBinaries(context.cache, user);
  const password = await providePassword(join(context.folder, 'postgres-password'));
  const dataFolder = join(folder, 'data');
  if (!(await isPresent(dataFolder))) {
    context.report({ part: 'postgres', step: 'initialise' });
    await initialiseDatabase({ binaries, folder, dataFolder, password, user, context });
  }
  return retryOnTakenPort(async (attempt) => {
    const port = await findFreePort(attempt === 1 ? context.wantedPorts['postgresPort'] : undefined);
    await removeStrangersPidFile(dataFolder);
    context.report({ part: 'postgres', step: 'start' });
    const command = {
      part: 'postgres',
      file: binaries.postgres,
      args: ['-D', dataFolder, ...renderServerFlags(port, context.profile)],
      folder,
      logFile: join(context.folder, 'postgres.log'),
      // SIGTERM would wait until every client has gone by itself.
      stopSignal: 'SIGINT',
      environment: { ...context.environment, LC_ALL: 'C' },
      ...(user === null ? {} : { user }),
    } as const;
    const probe = () => isPostgresReady({ port, user: DATABASE_USER, database: DATABASE_NAME });
    const child = await startReadyChild(context, command, probe);
    const address = `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${DATABASE_NAME}`;
    return { child, ports: { postgresPort: port }, address };
  });
}

function renderServerFlags(port: number, profile: StackProfile): string[] {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    // A path with a socket may be too long for the system, and nobody needs it.
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and details of errors may hold what people wrote: never into the log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(profile === 'bench' ? { shared_buffers: '256MB', max_wal_size: '2GB' } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The part's folder: below the stack's, or out in the open when the server's user cannot reach that. */
async function choosePlace(
  wanted: string,
  user: ServerUser | null,
  onFolder: (folder: string) => void,
): Promise<string> {
  const folder = user === null || (await isReachable(wanted, user)) ? wanted : await openFolderFor(wanted);
  if (folder !== wanted) {
    onFolder(folder);
  }
  await mkdir(folder, { recursive: true });
  if (user !== null) {
    await chown(folder, user.uid, user.gid);
  }
  return folder;
}

/** The database's password is kept beside its data, for its owner only. */
async function providePassword(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept !== '') {
    return kept;
  }
  const password = randomBytes(16).toString('hex');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}

/** After a kill, the pid in the server's own file may have gone to a stranger; the server would take that one for itself and refuse. */
async function removeStrangersPidFile(dataFolder: string): Promise<void> {
  const file = join(dataFolder, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (Number.isNaN(pid)) {
    return;
  }
  const identity = await readProcessIdentity(pid);
  if (identity !== null && !identity.command.includes(dataFolder)) {
    await rm(file, { force: true });
  }
}
