import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The command's entry, as the launcher starts it. */
export const entry = fileURLToPath(new URL('../../main.ts', import.meta.url));

const compiledFolder = fileURLToPath(new URL('../../../../node_modules/.cache/varselvakt', import.meta.url));

/** Synthetic identity numbers (month + 80) and an invented address: nothing that a test puts in may ever come out. */
export const markers = ['17912099997', '29822099635', 'navn.navnesen@example.org'] as const;

/** How a lint ended. */
export type LintEnd = {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What came out although it must not: markers, or the trace of an exception. Empty is good. */
  readonly leaks: readonly string[];
};

/** One line of `--json`. */
export type LintLine = {
  readonly id: unknown;
  readonly verdict: string;
  readonly findings: readonly { readonly code: string; readonly start: number; readonly end: number }[];
  readonly file: string;
  readonly line: number;
};

/** A folder of its own in which the real command is run. */
export const createLintFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'varselvakt-lint-'));
  const env = { ...process.env, NODE_COMPILE_CACHE: compiledFolder };
  return {
    folder,
    file: (name: string, content: string | Buffer): string => {
      writeFileSync(join(folder, name), content);
      return name;
    },
    lint: (args: readonly string[], input: string | Buffer = '', nodeFlags: readonly string[] = []): LintEnd => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeFlags, entry, 'lint', ...args], {
        cwd: folder,
        env,
        input,
        encoding: 'utf8',
        maxBuffer: 256 * 1024 * 1024,
      });
      const leaks = markers.filter((marker) => `${stdout}${stderr}`.includes(marker));
      return { status, stdout, stderr, leaks: /^\s+at /m.test(stderr) ? [...leaks, 'a stack'] : leaks };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
};

/** The lines of `--json`. */
export const linesOf = (stdout: string): readonly LintLine[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LintLine);

/** Of each line the id, the verdict and the codes. */
export const summaryOf = (stdout: string): readonly (readonly unknown[])[] =>
  linesOf(stdout).map(({ id, verdict, findings }) => [id, verdict, ...findings.map(({ code }) => code)]);
