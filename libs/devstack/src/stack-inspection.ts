import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findRunningContainers } from './docker-runtime.ts';
import { isKafkaReady } from './kafka-probe.ts';
import { findLivingProcesses } from './leftovers.ts';
import { isPostgresReady } from './postgres-probe.ts';
import { isRegistryReady } from './registry-probe.ts';
import type { StackAddresses } from './stack-addresses.ts';
import { isFolderOwned } from './stack-folder.ts';
import type { PartName } from './stack-part.ts';
import { readStackRecord } from './stack-record.ts';

/** One part as it is found. */
interface PartInspection {
  readonly part: PartName;
  /** Null in Docker, and when the process is gone. */
  readonly pid: number | null;
  /** Without the password. */
  readonly address: string;
  readonly answers: boolean;
}

/** A stack as it is found. `stays` tells one put up by `stack up` from one that ends with another program. */
export interface StackInspection {
  readonly name: string;
  readonly kind: 'embedded' | 'docker';
  readonly profile: string;
  readonly stays: boolean;
  readonly isUp: boolean;
  readonly isHealthy: boolean;
  readonly uptimeMs: number;
  readonly parts: readonly PartInspection[];
}

/** Looks at one stack; null when nothing of it is running or starting. Never throws. */
async function inspectStack(folder: string, now: () => number): Promise<StackInspection | null> {
  const record = await readStackRecord(folder);
  if (record === null) {
    return null;
  }
  const [living, containers, isOwned] = await Promise.all([
    findLivingProcesses(folder, record),
    findRunningContainers(record.containers),
    isFolderOwned(folder),
  ]);
  const isAlone = living.length + containers.length === 0;
  if (isAlone && !isOwned) {
    return null;
  }
  const parts = record.addresses === null ? [] : await inspectParts(record.addresses, living);
  return {
    name: basename(folder),
    kind: record.kind,
    profile: record.profile,
    stays: record.detached,
    isUp: record.addresses !== null && !isAlone,
    isHealthy: parts.length > 0 && parts.every((part) => part.answers),
    uptimeMs: Math.max(0, now() - record.createdAt),
    parts,
  };
}

/** Looks at every stack of a parent folder, in the order of their names. Never throws. */
export async function inspectAllStacks(parent: string, now: () => number): Promise<StackInspection[]> {
  const names = await readdir(parent).catch(() => []);
  const found = await Promise.all(names.sort().map((name) => inspectStack(join(parent, name), now)));
  return found.filter((stack) => stack !== null);
}

async function inspectParts(
  addresses: StackAddresses,
  living: readonly { readonly part: PartName; readonly pid: number }[],
): Promise<PartInspection[]> {
  const broker = new URL(`kafka://${addresses.brokers}`);
  const database = new URL(addresses.databaseUrl);
  const place = { host: database.hostname, port: Number(database.port) };
  const answers = await Promise.all([
    isKafkaReady(Number(broker.port), broker.hostname),
    isRegistryReady(addresses.registryUrl),
    isPostgresReady({ ...place, user: database.username, database: database.pathname.slice(1) }),
  ]);
  const shown = [addresses.brokers, addresses.registryUrl, `${database.host}${database.pathname}`];
  return (['kafka', 'registry', 'postgres'] as const).map((part, index) => ({
    part,
    pid: living.find((one) => one.part === part)?.pid ?? null,
    address: shown[index] ?? '',
    answers: answers[index] ?? false,
  }));
}
