import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { readProcessUsage } from '../measure/process-usage.ts';

/** What one process of `lint` did with a pipe, its start apart. */
export type LintPipe = {
  /** From the start of the process to the result of a first text. */
  readonly startMs: number;
  readonly startCpuMs: number;
  /** Of all texts behind the first, from the moment they are written to that of the last result. */
  readonly textsPerSecond: number;
  readonly textsPerCpuSecond: number;
};

type LintProcess = ChildProcessByStdio<Writable, Readable, null>;

const program = fileURLToPath(new URL('../../cli/bin/varselvakt.js', import.meta.url));
const MS_PER_SECOND = 1_000;
const CHUNK_LINES = 2_000;
const NEWLINE = 0x0a;

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}

/** Resolves once so many lines have been read. Rejects when the process ends before. */
function readResults(child: LintProcess, count: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = count;
    const take = (bytes: Buffer): void => {
      left -= countLines(bytes);
      if (left > 0) return;
      child.stdout.off('data', take);
      resolve();
    };
    child.stdout.on('data', take);
    child.once('close', () => reject(new Error('lint ended before all results came')));
  });
}

/** The lines again and again, in chunks made beforehand. */
function chunksOf(lines: readonly string[], count: number): readonly Buffer[] {
  const chunks: Buffer[] = [];
  for (let from = 0; from < count; from += CHUNK_LINES) {
    const size = Math.min(CHUNK_LINES, count - from);
    const part = Array.from({ length: size }, (_, index) => lines[(from + index) % lines.length] ?? '');
    chunks.push(Buffer.from(`${part.join('\n')}\n`));
  }
  return chunks;
}

/** Pipes so many texts through a fresh `varselvakt lint --texts --json`. Throws when it ends before all results came. */
export async function measureLintPipe(lines: readonly string[], textCount: number): Promise<LintPipe> {
  const chunks = chunksOf(lines, textCount);
  const startedAt = performance.now();
  const words = [program, 'lint', '--texts', '--json', '-'];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const first = readResults(child, 1);
  child.stdin.write(`${lines[0] ?? ''}\n`);
  await first;
  const pipedAt = performance.now();
  const before = await readProcessUsage(child.pid ?? 0);
  const all = readResults(child, textCount);
  Readable.from(chunks).pipe(child.stdin, { end: false });
  await all;
  const doneAt = performance.now();
  const after = await readProcessUsage(child.pid ?? 0);
  child.stdin.end();
  await ended;
  return {
    startMs: pipedAt - startedAt,
    startCpuMs: before.cpuSeconds * MS_PER_SECOND,
    textsPerSecond: (textCount / (doneAt - pipedAt)) * MS_PER_SECOND,
    textsPerCpuSecond: textCount / (after.cpuSeconds - before.cpuSeconds),
  };
}
