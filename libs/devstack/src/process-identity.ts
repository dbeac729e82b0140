import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What tells a process from a later one with the same pid. `startedAt` is opaque text, equal only for the same process. */
export interface ProcessIdentity {
  readonly startedAt: string;
  readonly command: string;
}

const run = promisify(execFile);

/** Who has this pid now, or null if nobody (a zombie counts as nobody). */
export async function readProcessIdentity(pid: number): Promise<ProcessIdentity | null> {
  return process.platform === 'linux' ? readFromProc(pid) : readFromPs(pid);
}

async function readFromProc(pid: number): Promise<ProcessIdentity | null> {
  try {
    const [stat, commandLine, bootId] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => 'unknown'),
    ]);
    // The name in the second field may itself hold spaces and brackets: count from the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') {
      return null;
    }
    return { startedAt: `${bootId.trim()}:${startTicks}`, command: commandLine.replaceAll('\0', ' ').trim() };
  } catch {
    return null;
  }
}

async function readFromPs(pid: number): Promise<ProcessIdentity | null> {
  try {
    const { stdout } = await run('ps', ['-ww', '-o', 'lstart=', '-o', 'command=', '-p', String(pid)], {
      env: { ...process.env, LC_ALL: 'C' },
    });
    const line = stdout.trim();
    // lstart is always 24 characters: "Mon Nov 23 08:57:12 2026".
    return line === '' ? null : { startedAt: line.slice(0, 24), command: line.slice(24).trim() };
  } catch {
    return null;
  }
}
