import { join } from 'node:path';
import { readRunningAddresses, stopDetachedStack } from './detached-stack.ts';
import { DevstackError } from './devstack-error.ts';
import { createProgressDisplay, type ProgressStream } from './progress-display.ts';
import { formatSeconds } from './progress-text.ts';
import { toExportLines, toVariables, toVariablesOfUser } from './stack-addresses.ts';
import { stacksFolder } from './stack-folder.ts';
import { inspectAllStacks } from './stack-inspection.ts';
import type { StackProfile } from './stack-profile.ts';
import { describeStack } from './stack-status-text.ts';
import { startDetachedStack } from './start-stack.ts';

/** What the verbs of `varselvakt stack` share. Results go to `stdout`, progress and faults to `stderr`. */
export interface StackCommandOptions {
  /** Default `default`. */
  readonly name?: string;
  readonly profile?: StackProfile;
  /** `stack up`: users of a broker that asks who comes. */
  readonly secureUsers?: readonly string[];
  /** `stack env`: the variables of one of them. */
  readonly user?: string;
  readonly json?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
  readonly parentFolder?: string;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: ProgressStream;
  readonly now?: () => number;
}

/** 0: done, or as asked; 1: it failed, or there is no such stack; 2: the call makes no sense. */
export type StackExitCode = 0 | 1 | 2;

const NAME_PATTERN = /^[a-z0-9][a-z0-9-]{0,39}$/;
const USAGE_CODES: readonly string[] = ['STACK_MODE_UNKNOWN', 'STACK_ADDRESSES_INCOMPLETE'];

/** `stack up`: a stack that stays up; its variables are printed as `export` lines, everything else goes to `stderr`. One that is up already is left as it is. Never throws. */
export function stackUp(options: StackCommandOptions): Promise<StackExitCode> {
  return guarded(options, async (folder, name) => {
    const running = await readRunningAddresses(folder);
    if (running !== null) {
      options.stderr.write(`The stack ${name} is up already.\n`);
      options.stdout.write(toExportLines(toVariables(running)));
      return 0;
    }
    const beganAt = performance.now();
    const display = createProgressDisplay(options.stderr);
    try {
      const { kind, addresses } = await startDetachedStack({
        name,
        ...(options.profile === undefined ? {} : { profile: options.profile }),
        ...(options.secureUsers === undefined ? {} : { secureUsers: options.secureUsers }),
        ...(options.parentFolder === undefined ? {} : { parentFolder: options.parentFolder }),
        environment: options.environment ?? process.env,
        onProgress: display.report,
      });
      const duration = formatSeconds(performance.now() - beganAt);
      const head = kind === 'env' ? 'The addresses are given already; nothing was started.' : `Up after ${duration}.`;
      options.stderr.write(`${head}\n`);
      options.stdout.write(toExportLines(toVariables(addresses)));
      return 0;
    } finally {
      display.close();
    }
  });
}

/** `stack down`: ends what `stack up` started; an embedded stack keeps its data. None running is no fault. Never throws. */
export function stackDown(options: StackCommandOptions): Promise<StackExitCode> {
  return guarded(options, async (folder, name) => {
    const ended = await stopDetachedStack(folder);
    const data = ended === 'docker' ? '' : ' Its data is kept.';
    options.stdout.write(ended === null ? `No stack ${name} is up.\n` : `The stack ${name} is down.${data}\n`);
    return 0;
  });
}

/** `stack status`: every running stack of this checkout, or the named one. 1 when there is none or one does not answer. Never throws. */
export function stackStatus(options: StackCommandOptions): Promise<StackExitCode> {
  return guarded(options, async () => {
    const all = await inspectAllStacks(options.parentFolder ?? stacksFolder(), options.now ?? Date.now);
    const stacks = options.name === undefined ? all : all.filter((stack) => stack.name === options.name);
    const text = stacks.length === 0 ? 'No stack is up.\n' : stacks.map(describeStack).join('');
    options.stdout.write(options.json === true ? `${JSON.stringify(stacks, null, 2)}\n` : text);
    return stacks.length > 0 && stacks.every((stack) => stack.isHealthy) ? 0 : 1;
  });
}

/** `stack env`: the variables of a running stack as `export` lines, or as JSON. 1 when it is not up. Never throws. */
export function stackEnv(options: StackCommandOptions): Promise<StackExitCode> {
  return guarded(options, async (folder, name) => {
    const addresses = await readRunningAddresses(folder);
    if (addresses === null) {
      options.stderr.write(`No stack ${name} is up: \`varselvakt stack up\` starts it.\n`);
      return 1;
    }
    const variables = options.user === undefined ? toVariables(addresses) : toVariablesOfUser(addresses, options.user);
    if (variables === null) {
      const users = Object.keys(addresses.door?.passwords ?? {}).join(', ');
      options.stderr.write(`The stack ${name} has no such user; it has ${users === '' ? 'none' : users}.\n`);
      return 1;
    }
    options.stdout.write(options.json === true ? `${JSON.stringify(variables, null, 2)}\n` : toExportLines(variables));
    return 0;
  });
}

async function guarded(
  options: StackCommandOptions,
  act: (folder: string, name: string) => Promise<StackExitCode>,
): Promise<StackExitCode> {
  const name = options.name ?? 'default';
  if (!NAME_PATTERN.test(name)) {
    options.stderr.write('A stack name has up to 40 small letters, digits and dashes.\n');
    return 2;
  }
  try {
    return await act(join(options.parentFolder ?? stacksFolder(), name), name);
  } catch (error) {
    options.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof DevstackError && USAGE_CODES.includes(error.code) ? 2 : 1;
  }
}
