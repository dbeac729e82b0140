import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { cacheFolder } from './download-cache.ts';
import { startEmbeddedStack } from './embedded-stack.ts';
import { DevstackError } from './devstack-error.ts';
import { findJava } from './java-runtime.ts';
import type { ReportProgress } from './progress.ts';
import { parseEnvironmentAddresses, type StackAddresses } from './stack-addresses.ts';
import { removeAbandonedStacks, stacksFolder, takeStackFolder } from './stack-folder.ts';
import type { StackProfile } from './stack-profile.ts';

/** How a stack is wanted. Everything has a default. */
export interface StackOptions {
  /** The stack's name, also of its folder; default `default`. */
  readonly name?: string;
  readonly profile?: StackProfile;
  /** Data in a folder that is removed at the end. */
  readonly ephemeral?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
  readonly onProgress?: ReportProgress;
  readonly now?: () => number;
}

/** A stack that answers. */
export interface Stack {
  readonly kind: 'env' | 'embedded' | 'docker';
  readonly addresses: StackAddresses;
  /** Ends what was started for this stack; nothing when the addresses were given. Repeatable. */
  stop(): Promise<void>;
}

/** Finds or starts Kafka, the schema registry and Postgres. Throws DevstackError. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const environment = options.environment ?? process.env;
  const given = parseEnvironmentAddresses(environment);
  if (given.outcome === 'ALL') {
    return { kind: 'env', addresses: given.addresses, stop: async () => undefined };
  }
  const java = await findJava(environment);
  if (java === null) {
    throw new DevstackError('STACK_NOT_POSSIBLE', 'Java 17 or newer is needed', { retriable: false });
  }
  const ephemeral = options.ephemeral ?? false;
  const parent = stacksFolder();
  await removeAbandonedStacks(parent);
  const name = `${options.name ?? 'default'}${ephemeral ? `-${randomBytes(4).toString('hex')}` : ''}`;
  const taken = await takeStackFolder(join(parent, name));
  const { addresses, stop } = await startEmbeddedStack({
    taken,
    profile: options.profile ?? 'default',
    ephemeral,
    detached: false,
    java,
    cache: cacheFolder(environment),
    environment,
    report: options.onProgress ?? (() => undefined),
    now: options.now ?? Date.now,
  });
  return { kind: 'embedded', addresses, stop };
}
