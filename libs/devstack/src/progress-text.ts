import type { StackProgress } from './progress.ts';

const PART_NAMES = { kafka: 'Kafka', registry: 'Schema registry', postgres: 'Postgres', docker: 'Docker' } as const;
const STEP_NAMES = {
  wait: 'waiting',
  download: 'downloading',
  verify: 'checking',
  unpack: 'unpacking',
  initialise: 'making the database',
  start: 'starting',
  ready: 'ready',
  note: 'note',
} as const;
const NAME_WIDTH = Math.max(...Object.values(PART_NAMES).map((name) => name.length));
const BYTES_PER_MEGABYTE = 1_000_000;

/** What a part is called for people. */
export function partName(part: StackProgress['part']): string {
  return PART_NAMES[part];
}

/** One line without its end: part, what it does, how far, how long. */
export function describeProgress(progress: StackProgress, elapsedMs: number): string {
  const name = PART_NAMES[progress.part].padEnd(NAME_WIDTH);
  const detail = progress.detail === undefined ? '' : `: ${progress.detail}`;
  return `${name}  ${STEP_NAMES[progress.step]}${detail}${describeBytes(progress)}  ${formatSeconds(elapsedMs)}`;
}

/** `3.2 s`. */
export function formatSeconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}

function describeBytes({ doneBytes, totalBytes }: StackProgress): string {
  if (doneBytes === undefined || totalBytes === undefined || totalBytes === 0) {
    return '';
  }
  const megabytes = (bytes: number) => (bytes / BYTES_PER_MEGABYTE).toFixed(0);
  const percent = Math.min(100, Math.floor((100 * doneBytes) / totalBytes));
  return ` ${megabytes(doneBytes)} of ${megabytes(totalBytes)} MB (${percent} %)`;
}
