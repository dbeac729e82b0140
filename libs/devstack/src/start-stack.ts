import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { makeArchivesInBackground } from './class-archive-background.ts';
import { readRunningAddresses } from './detached-stack.ts';
import { DevstackError } from './devstack-error.ts';
import { findDockerObstacles } from './docker-runtime.ts';
import { startDockerStack } from './docker-stack.ts';
import { cacheFolder } from './download-cache.ts';
import { startEmbeddedStack } from './embedded-stack.ts';
import type { JavaRuntime } from './java-runtime.ts';
import { createRunningStack } from './running-stack.ts';
import { explainObstacles, parseStackMode, STACK_MODES, type StackMode } from './stack-choice.ts';
import { chooseStack } from './stack-facts.ts';
import {
  removeAbandonedStacks,
  stacksFolder,
  type TakenFolder,
  takeFreeFolder,
  takeStackFolder,
} from './stack-folder.ts';
import type { Stack, StackOptions } from './stack-options.ts';
import { readStackRecord } from './stack-record.ts';

const DEFAULT_NAME = 'default';

/**
 * Finds or starts Kafka, the schema registry and Postgres. What it starts ends with this process, however that ends.
 * Throws DevstackError, whose message says what to do; everything begun has been ended then.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  return openStack(options, { detached: false });
}

/** As startStack, but what it starts stays up when this process ends; `stopDetachedStack` ends it. */
export async function startDetachedStack(options: StackOptions = {}): Promise<Stack> {
  return openStack(options, { detached: true });
}

async function openStack(options: StackOptions, life: { readonly detached: boolean }): Promise<Stack> {
  const environment = options.environment ?? process.env;
  const mode = options.mode ?? readMode(environment);
  const cache = cacheFolder(environment);
  const own = { options, environment, cache, ...life };
  const { choice, facts, java } = await chooseStack(mode, environment, cache);
  switch (choice.kind) {
    case 'env':
      return { kind: 'env', name: '', addresses: choice.addresses, stop: async () => undefined };
    case 'embedded':
      return (await findStackThatStays(options)) ?? startEmbeddedOrDocker(own, facts.mode, java);
    case 'docker':
      return mode === 'docker' ? startOwn('docker', own, null) : startDockerInstead(own, facts.embeddedObstacles);
    case 'ask-docker':
      throw new DevstackError('STACK_NOT_POSSIBLE', explainObstacles(facts), { retriable: false });
    case 'none':
      throw new DevstackError(choice.code, choice.message, { retriable: false });
    default:
      return choice satisfies never;
  }
}

interface OwnStack {
  readonly options: StackOptions;
  readonly environment: NodeJS.ProcessEnv;
  readonly cache: string;
  readonly detached: boolean;
}

/** A caller that does not care for a stack of its own is given the one that `stack up` keeps up; null when there is none. */
async function findStackThatStays(options: StackOptions): Promise<Stack | null> {
  if (options.name !== undefined || options.ephemeral === true) {
    return null;
  }
  const folder = join(options.parentFolder ?? stacksFolder(), DEFAULT_NAME);
  const record = await readStackRecord(folder);
  const addresses = record?.detached === true ? await readRunningAddresses(folder) : null;
  if (record === null || addresses === null) {
    return null;
  }
  return { kind: record.kind, name: DEFAULT_NAME, addresses, stop: async () => undefined };
}

/** When nothing can be downloaded and nobody forbids it, Docker may still have the images. */
async function startEmbeddedOrDocker(own: OwnStack, mode: StackMode, java: JavaRuntime | null): Promise<Stack> {
  try {
    return await startOwn('embedded', own, java);
  } catch (error) {
    const noDownload = error instanceof DevstackError && error.code === 'STACK_DOWNLOAD_FAILED';
    if (!noDownload || mode !== 'auto') {
      throw error;
    }
    return startDockerInstead(own, [error.message]);
  }
}

/** The last way in auto mode; a Docker that answers may still be unable to get the images. When it fails, all reasons are told. */
async function startDockerInstead(own: OwnStack, embeddedObstacles: readonly string[]): Promise<Stack> {
  const dockerObstacles = await findDockerObstacles();
  try {
    if (dockerObstacles.length === 0) {
      own.options.onProgress?.({
        part: 'docker',
        step: 'note',
        detail: `used because ${embeddedObstacles.join('; ')}`,
      });
      return await startOwn('docker', own, null);
    }
  } catch (error) {
    dockerObstacles.push(error instanceof Error ? error.message : String(error));
  }
  const message = explainObstacles({ mode: 'auto', embeddedObstacles, dockerObstacles });
  throw new DevstackError('STACK_NOT_POSSIBLE', message, { retriable: true });
}

async function startOwn(kind: 'embedded' | 'docker', own: OwnStack, java: JavaRuntime | null): Promise<Stack> {
  const { options, environment, cache, detached } = own;
  if (kind !== 'embedded' && (options.secureUsers ?? []).length > 0) {
    throw new DevstackError('STACK_NOT_POSSIBLE', 'Only an embedded stack can have users: VARSELVAKT_STACK=embedded.', {
      retriable: false,
    });
  }
  const taken = await takeFolder(options);
  const { profile = 'default', secureUsers = [] } = options;
  const report = options.onProgress ?? (() => undefined);
  const running = createRunningStack({
    taken,
    kind,
    profile,
    ephemeral: options.ephemeral ?? false,
    detached,
    now: options.now ?? Date.now,
  });
  try {
    const addresses =
      java === null
        ? await startDockerStack({ running, profile, staysUp: detached, report })
        : await startEmbeddedStack({ taken, running, profile, secureUsers, java, cache, environment, report });
    await running.record({ addresses });
    await running.settle();
    if (java !== null && profile !== 'bench') {
      await makeArchivesInBackground({ cache, java, environment, endWithUs: !detached });
    }
    return { kind, name: taken.name, addresses, stop: running.stop };
  } catch (error) {
    await running.stop();
    throw error;
  }
}

async function takeFolder(options: StackOptions): Promise<TakenFolder> {
  const parent = options.parentFolder ?? stacksFolder();
  await removeAbandonedStacks(parent);
  if (options.ephemeral === true) {
    return takeStackFolder(join(parent, `${options.name ?? DEFAULT_NAME}-${randomBytes(4).toString('hex')}`));
  }
  return options.name === undefined
    ? takeFreeFolder(parent, DEFAULT_NAME)
    : takeStackFolder(join(parent, options.name));
}

function readMode(environment: NodeJS.ProcessEnv): StackMode {
  const mode = parseStackMode(environment['VARSELVAKT_STACK']);
  if (mode === null) {
    throw new DevstackError('STACK_MODE_UNKNOWN', `VARSELVAKT_STACK must be one of ${STACK_MODES.join(', ')}.`, {
      retriable: false,
    });
  }
  return mode;
}
