import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { provideTestPrograms } from './test-programs.ts';
import { filesToRepeat, type JestResult, replaceRepeated, type StepResult, summarise } from './test-summary.ts';

// Everything a change must pass: format, lint, types, then all tests on real servers. Arguments are passed on to jest.

const CHECKS = [
  { name: 'format', command: 'npm', args: ['run', '-s', 'format:check'] },
  { name: 'lint', command: 'npm', args: ['run', '-s', 'lint'] },
  { name: 'types', command: 'npm', args: ['run', '-s', 'types'] },
] as const;

const running = new Set<ReturnType<typeof spawn>>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    for (const child of running) {
      child.kill(signal);
    }
    process.exitCode = 130;
  });
}

provideTestPrograms(console.log);
const steps: StepResult[] = [];
for (const check of CHECKS) {
  steps.push(await runCheck(check));
}
const { passed, failed, exitCode } = summarise(steps, await runJestWithRepeat(process.argv.slice(2)));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode ??= exitCode;

/** One line with the time; the output only when it failed. */
async function runCheck(check: (typeof CHECKS)[number]): Promise<StepResult> {
  const beganAt = performance.now();
  const { code, output } = await run(check.command, check.args, true);
  const passes = code === 0;
  console.log(`${check.name}: ${passes ? 'ok' : 'FAILED'} (${((performance.now() - beganAt) / 1000).toFixed(1)} s)`);
  if (!passes) {
    console.log(output);
  }
  return { name: check.name, passed: passes };
}

/** Runs few failed files on real servers once more, alone, and tells it: unstable is worth mending, but says nothing against a change. */
async function runJestWithRepeat(args: readonly string[]): Promise<JestResult | null> {
  const first = await runJest(args);
  const failed = filesToRepeat(first);
  if (first === null || failed.length === 0 || process.exitCode !== undefined) {
    return first;
  }
  const names = failed.map(({ name }) => relative(process.cwd(), name));
  console.log(`Once more, alone: ${names.join(', ')}`);
  const second = await runJest(['--runTestsByPath', ...names]);
  if (second === null) {
    return first;
  }
  for (const { name, assertionResults } of failed) {
    const tests = assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
    console.log(`UNSTABLE: ${relative(process.cwd(), name)} failed at first: ${tests.join('; ') || 'the file itself'}`);
  }
  return replaceRepeated(first, failed, second);
}

/** Jest shows its own progress; its result is read from the file it writes, null when it wrote none. */
async function runJest(args: readonly string[]): Promise<JestResult | null> {
  const folder = await mkdtemp(join(tmpdir(), 'varselvakt-test-'));
  const resultFile = join(folder, 'result.json');
  try {
    // Not through npm, whose shell would die alone when this run is ended. With --json jest writes its result to standard output as
    // well, where nobody needs it.
    const command = [
      ...(await readJestCommand()),
      '--ignoreProjects',
      'slow',
      '--json',
      `--outputFile=${resultFile}`,
      ...args,
    ];
    await run(process.execPath, command, false);
    return JSON.parse(await readFile(resultFile, 'utf8')) as JestResult;
  } catch {
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What `npm run jest` says, without the `node` in front. */
async function readJestCommand(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { jest: string } };
  return scripts.jest.split(' ').slice(1);
}

function run(command: string, args: readonly string[], quiet: boolean): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', quiet ? 'pipe' : 'ignore', quiet ? 'pipe' : 'inherit'] });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (piece: Buffer) => {
        output += piece.toString('utf8');
      });
    }
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}
