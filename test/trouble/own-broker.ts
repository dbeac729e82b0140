import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Stack, startStack, toVariables } from '@varselvakt/devstack';
import type { ServerAddresses } from '../pipeline/open-pipeline.ts';
import { waitUntil } from '../pipeline/wait-until.ts';

const stacksFolder = fileURLToPath(new URL('../../.varselvakt', import.meta.url));

/** A stack for one test alone, whose broker can be frozen and killed. */
export interface OwnStack {
  readonly servers: ServerAddresses;
  readonly freezeBroker: () => void;
  readonly thawBroker: () => void;
  /** kill -9; resolves when it is gone. */
  readonly killBroker: () => Promise<void>;
  /** Starts it again with the same command, on the same data and port. */
  readonly restartBroker: () => void;
  readonly stop: () => Promise<void>;
}

interface BrokerCommand {
  readonly pid: number;
  readonly file: string;
  readonly args: readonly string[];
  readonly folder: string;
}

/** Starts a stack of its own as processes of this machine. Throws DevstackError where that cannot be. */
export async function startOwnStack(): Promise<OwnStack> {
  const stack = await startStack({ mode: 'embedded', name: 'trouble', profile: 'test', ephemeral: true });
  const command = await readBrokerCommand(stack);
  let pid = command.pid;
  let restarted: ChildProcess | undefined;
  return {
    servers: toVariables(stack.addresses),
    freezeBroker: () => void process.kill(pid, 'SIGSTOP'),
    thawBroker: () => void process.kill(pid, 'SIGCONT'),
    killBroker: async () => {
      process.kill(pid, 'SIGKILL');
      await waitUntil('the broker is gone', () => !isAlive(pid));
    },
    restartBroker: () => {
      const log = openSync(join(command.folder, 'restarted.log'), 'a');
      restarted = spawn(command.file, command.args, { cwd: command.folder, stdio: ['ignore', log, log] });
      pid = restarted.pid ?? 0;
    },
    stop: async () => {
      restarted?.kill('SIGKILL');
      await stack.stop();
    },
  };
}

/** How the broker was started, as the system knows it. */
async function readBrokerCommand({ name }: Stack): Promise<BrokerCommand> {
  const record = JSON.parse(await readFile(join(stacksFolder, name, 'stack.json'), 'utf8')) as {
    readonly processes: readonly { readonly part: string; readonly pid: number }[];
  };
  const pid = record.processes.find(({ part }) => part === 'kafka')?.pid;
  if (pid === undefined) throw new Error('The stack does not say which process its broker is');
  const [file = '', ...args] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, -1);
  return { pid, file, args, folder: await readlink(`/proc/${pid}/cwd`) };
}

/** A killed child that nobody has waited for yet stays as a zombie: that is gone as well. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
