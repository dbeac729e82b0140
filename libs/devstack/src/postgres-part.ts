import { chown, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isPresent } from './download-cache.ts';
import { findFreePort } from './free-port.ts';
import { openFolderFor } from './open-folder.ts';
import type { PartContext, StartedPart } from './part-starter.ts';
import { providePostgresBinaries } from './postgres-binaries.ts';
import { initialiseDatabase } from './postgres-initialise.ts';
import { isPostgresReady } from './postgres-probe.ts';
import { DATABASE_NAME, DATABASE_USER, databaseUrl, renderServerFlags } from './postgres-settings.ts';
import { findServerUser, isReachable, type ServerUser } from './postgres-user.ts';
import { readProcessIdentity } from './process-identity.ts';
import { retryOnTakenPort, startReadyChild } from './ready-child.ts';

/** Starts Postgres, making its database on first use. fsync is on. Throws DevstackError; nothing of it is left running then. */
export async function startPostgres(context: PartContext): Promise<StartedPart> {
  const user = await findServerUser();
  const folder = await choosePlace(join(context.folder, 'postgres'), user, context.onFolder);
  const binaries = await providePostgresBinaries(context.cache, user);
  const passwordFile = join(context.folder, 'postgres-password');
  const dataFolder = join(folder, 'data');
  if (!(await isPresent(dataFolder))) {
    context.report({ part: 'postgres', step: 'initialise' });
    const { cache, environment } = context;
    const syncs = context.profile !== 'test';
    await initialiseDatabase({ binaries, folder, dataFolder, passwordFile, user, cache, environment, syncs });
  }
  const password = await readFile(passwordFile, 'utf8');
  return retryOnTakenPort(async (attempt) => {
    const port = await findFreePort(attempt === 1 ? context.wantedPorts['postgresPort'] : undefined);
    await removeStrangersPidFile(dataFolder);
    context.report({ part: 'postgres', step: 'start' });
    const command = {
      part: 'postgres',
      file: binaries.postgres,
      args: ['-D', dataFolder, ...renderServerFlags(context.profile, placeOf(port))],
      folder,
      logFile: join(context.folder, 'postgres.log'),
      // SIGTERM would wait until every client has gone by itself.
      stopSignal: 'SIGINT',
      environment: { ...context.environment, LC_ALL: 'C' },
      ...(user === null ? {} : { user }),
    } as const;
    const probe = () => isPostgresReady({ port, user: DATABASE_USER, database: DATABASE_NAME });
    const child = await startReadyChild(context, command, probe);
    return { child, ports: { postgresPort: port }, address: databaseUrl(password, '127.0.0.1', port) };
  });
}

/** No socket in the file system: its path may be too long for the system, and nobody needs it. */
function placeOf(port: number) {
  return { port, listen_addresses: '127.0.0.1', unix_socket_directories: '' };
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
