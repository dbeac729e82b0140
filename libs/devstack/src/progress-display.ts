import type { ReportProgress, StackProgress } from './progress.ts';
import { describeProgress } from './progress-text.ts';

/** Where progress is shown, normally standard error. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows a stack's progress to people. */
export interface ProgressDisplay {
  readonly report: ReportProgress;
  /** The last state stays on the screen. Repeatable. */
  close(): void;
}

const REDRAW_EVERY_MS = 120;
const PLAIN_BYTES_EVERY_MS = 5000;
const CLEAR_LINE = '\u001b[2K\r';
const upBy = (lines: number) => (lines === 0 ? '' : `\u001b[${lines}A`);

/** On a terminal one living line per part; elsewhere a line at each step and every five seconds of a download. `now`: ms, any origin. */
export function createProgressDisplay(
  stream: ProgressStream,
  now: () => number = () => performance.now(),
): ProgressDisplay {
  return stream.isTTY === true ? createLiveDisplay(stream, now) : createPlainDisplay(stream, now);
}

interface Line {
  readonly progress: StackProgress;
  readonly beganAt: number;
  /** Set when the part is ready: its time no longer runs. */
  readonly endedAt: number | null;
}

function createLiveDisplay(stream: ProgressStream, now: () => number): ProgressDisplay {
  const lines = new Map<string, Line>();
  let drawnLines = 0;
  let timer: NodeJS.Timeout | undefined;
  const draw = () => {
    const width = Math.max(20, (stream.columns ?? 80) - 1);
    const texts = [...lines.values()].map((line) =>
      describeProgress(line.progress, (line.endedAt ?? now()) - line.beganAt).slice(0, width),
    );
    stream.write(upBy(drawnLines) + texts.map((text) => `${CLEAR_LINE}${text}\n`).join(''));
    drawnLines = texts.length;
  };
  return {
    report: (progress) => {
      timer ??= setInterval(draw, REDRAW_EVERY_MS).unref();
      const beganAt = lines.get(progress.part)?.beganAt ?? now();
      const isOver = progress.step === 'ready' || progress.step === 'note';
      lines.set(progress.part, { progress, beganAt, endedAt: isOver ? now() : null });
      draw();
    },
    close: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function createPlainDisplay(stream: ProgressStream, now: () => number): ProgressDisplay {
  const last = new Map<string, { readonly step: string; readonly beganAt: number; readonly shownAt: number }>();
  return {
    report: (progress) => {
      const before = last.get(progress.part);
      const at = now();
      if (before?.step === progress.step && at - before.shownAt < PLAIN_BYTES_EVERY_MS) {
        return;
      }
      const beganAt = before?.beganAt ?? at;
      last.set(progress.part, { step: progress.step, beganAt, shownAt: at });
      stream.write(`${describeProgress(progress, at - beganAt)}\n`);
    },
    close: () => undefined,
  };
}
