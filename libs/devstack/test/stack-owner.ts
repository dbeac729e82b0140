import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StackAddresses } from '../src/index.ts';
import { readStackRecord } from '../src/stack-record.ts';

const PROGRAM = fileURLToPath(new URL('stack-parent.ts', import.meta.url));

/** Another program with a stack of its own. */
export interface StackOwner {
  readonly pid: number;
  readonly folder: string;
  readonly addresses: StackAddresses;
  /** The processes of its stack. */
  readonly partPids: readonly number[];
  readonly ended: Promise<unknown>;
}

/** Starts a program that starts a stack, in a process group of its own as a terminal would. Throws when it ends before. */
export async function startStackOwner(
  parentFolder: string,
  name: string,
  life: 'ephemeral' | 'kept',
): Promise<StackOwner> {
  const program = spawn(process.execPath, [PROGRAM, parentFolder, name, life], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => program.once('exit', resolve));
  const line = await readFirstLine(program, ended);
  const told = JSON.parse(line) as { name: string; addresses: StackAddresses };
  const folder = join(parentFolder, told.name);
  const record = await readStackRecord(folder);
  const partPids = record?.processes.map((one) => one.pid) ?? [];
  return { pid: program.pid ?? 0, folder, addresses: told.addresses, partPids, ended };
}

async function readFirstLine(program: ChildProcess, ended: Promise<unknown>): Promise<string> {
  const stdout = program.stdout;
  if (stdout === null) {
    throw new Error('the program has no output');
  }
  const line = new Promise<string>((resolve) => createInterface(stdout).once('line', resolve));
  const early = ended.then((code) => Promise.reject(new Error(`the stack's owner ended early with ${code}`)));
  return Promise.race([line, early]);
}

/** The pid of the watchdog that a program has started. Throws when there is none. */
export function findWatchdog(ownerPid: number): number {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const line = listed
    .split('\n')
    .map((text) => /^\s*(\d+)\s+(\d+)\s+(.*)$/s.exec(text))
    .find((found) => Number(found?.[2]) === ownerPid && found?.[3]?.startsWith('/bin/sh -c') === true);
  if (line === undefined || line === null) {
    throw new Error(`no watchdog below process ${ownerPid}`);
  }
  return Number(line[1]);
}
