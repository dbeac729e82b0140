import { partName } from './progress-text.ts';
import type { StackInspection } from './stack-inspection.ts';

const MS_PER_SECOND = 1000;
const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;

/** What `stack status` prints about one stack. */
export function describeStack(stack: StackInspection): string {
  const state = stack.isHealthy ? 'up, every part answers' : stack.isUp ? 'UP, BUT NOT EVERY PART ANSWERS' : 'starting';
  const life = stack.stays ? 'stays up until `stack down`' : 'ends with the program that started it';
  const parts = stack.parts.map((part) => {
    const process = part.pid === null ? '' : `  pid ${part.pid}`;
    return `  ${partName(part.part).padEnd(15)}  ${part.answers ? 'answers' : 'DOES NOT ANSWER'}  ${part.address}${process}\n`;
  });
  const head = `${stack.name} (${stack.kind}, ${stack.profile}): ${state}, for ${formatUptime(stack.uptimeMs)}; ${life}\n`;
  return head + parts.join('');
}

/** `45 s`, `12 min 5 s`, `3 h 12 min`. */
export function formatUptime(durationMs: number): string {
  const seconds = Math.floor(durationMs / MS_PER_SECOND);
  const minutes = Math.floor(seconds / SECONDS_PER_MINUTE);
  if (minutes === 0) {
    return `${seconds} s`;
  }
  const hours = Math.floor(minutes / MINUTES_PER_HOUR);
  return hours === 0
    ? `${minutes} min ${seconds % SECONDS_PER_MINUTE} s`
    : `${hours} h ${minutes % MINUTES_PER_HOUR} min`;
}
