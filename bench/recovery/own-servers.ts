import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startStack, toVariables } from '@varselvakt/devstack';
import type { ServerAddresses } from '../../test/pipeline/open-pipeline.ts';
import { waitUntil } from '../../test/pipeline/wait-until.ts';

const stacksFolder = fileURLToPath(new URL('../../.varselvakt', import.meta.url));
const STACK_NAME = 'recovery';

export type ServerName = 'kafka' | 'registry' | 'postgres';

/** A stack for this benchmark alone, whose servers can be killed and started again on the same data and ports. */
export type OwnServers = {
  readonly addresses: ServerAddresses;
  /** kill -9; resolves when it is gone. */
  readonly kill: (name: ServerName) => Promise<void>;
  readonly restart: (name: ServerName) => void;
  readonly stop: () => Promise<void>;
};

/** How a server was started, as the system knows it. */
type ServerCommand = {
  readonly pid: number;
  readonly file: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly userId: number;
  readonly groupId: number;
};

type StackRecord = { readonly processes: readonly { readonly part: string; readonly pid: number }[] };

/** Starts the servers as processes of this machine. Throws DevstackError where that cannot be. Linux only. */
export async function startOwnServers(): Promise<OwnServers> {
  const stack = await startStack({ mode: 'embedded', name: STACK_NAME, profile: 'test', ephemeral: true });
  const record = JSON.parse(await readFile(join(stacksFolder, stack.name, 'stack.json'), 'utf8')) as StackRecord;
  const commands = new Map<string, ServerCommand>();
  for (const { part, pid } of record.processes) commands.set(part, await readCommand(pid));
  const pids = new Map([...commands].map(([part, { pid }]) => [part, pid]));
  const restarted = new Map<string, ChildProcess>();
  return {
    addresses: toVariables(stack.addresses),
    kill: async (name) => {
      const pid = pids.get(name) ?? 0;
      if (pid === 0) throw new Error(`The stack does not say which process ${name} is`);
      process.kill(pid, 'SIGKILL');
      await waitUntil(`${name} is gone`, () => !isAlive(pid));
    },
    restart: (name) => {
      const command = commands.get(name);
      if (command === undefined) throw new Error(`The stack does not say how ${name} is started`);
      const child = start(command);
      pids.set(name, child.pid ?? 0);
      restarted.set(name, child);
    },
    stop: async () => {
      for (const child of restarted.values()) child.kill('SIGKILL');
      await stack.stop();
    },
  };
}

function start({ file, args, folder, environment, userId, groupId }: ServerCommand): ChildProcess {
  const log = openSync('/dev/null', 'a');
  const owner = process.getuid?.() === userId ? {} : { uid: userId, gid: groupId };
  return spawn(file, args, { cwd: folder, env: environment, stdio: ['ignore', log, log], ...owner });
}

async function readCommand(pid: number): Promise<ServerCommand> {
  const readList = async (file: string) => (await readFile(`/proc/${pid}/${file}`, 'utf8')).split('\0').slice(0, -1);
  const [, ...args] = await readList('cmdline');
  const pairs = (await readList('environ')).map((pair) => {
    const [name = '', ...rest] = pair.split('=');
    return [name, rest.join('=')] as const;
  });
  const { uid, gid } = await stat(`/proc/${pid}`);
  return {
    ...{ pid, args, userId: uid, groupId: gid },
    file: await readlink(`/proc/${pid}/exe`),
    folder: await readlink(`/proc/${pid}/cwd`),
    environment: Object.fromEntries(pairs),
  };
}

/** A killed child that nobody has waited for yet stays as a zombie for a moment. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
