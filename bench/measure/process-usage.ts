import { readFile } from 'node:fs/promises';

/** What a process has used since it began, as the kernel counts it. */
export type ProcessUsage = {
  readonly cpuSeconds: number;
  /** The most memory it ever held. */
  readonly peakRssBytes: number;
};

/** USER_HZ: the unit of the times in /proc on every architecture that Linux runs Node on. */
const TICKS_PER_SECOND = 100;

/** Seconds of CPU, user and system, from the text of /proc/<pid>/stat. Throws RangeError when it is something else. */
export function parseCpuSeconds(stat: string): number {
  // The program's name stands in parentheses and may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  if (!Number.isFinite(ticks)) throw new RangeError('This is not the text of /proc/<pid>/stat');
  return ticks / TICKS_PER_SECOND;
}

/** The peak of resident memory from the text of /proc/<pid>/status. Throws RangeError when it is something else. */
export function parsePeakRssBytes(status: string): number {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kibibytes === undefined) throw new RangeError('This is not the text of /proc/<pid>/status');
  return Number(kibibytes) * 1_024;
}

/** Reads what a running process has used. Throws when it has ended, or on a system without /proc. */
export async function readProcessUsage(pid: number): Promise<ProcessUsage> {
  const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8');
  const [stat, status] = await Promise.all([read('stat'), read('status')]);
  return { cpuSeconds: parseCpuSeconds(stat), peakRssBytes: parsePeakRssBytes(status) };
}
