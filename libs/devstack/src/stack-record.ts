import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StackAddresses } from './stack-addresses.ts';
import type { PartName } from './stack-part.ts';
import type { StackProfile } from './stack-profile.ts';

/** A process of a stack, described well enough to know it again. */
export interface RecordedProcess {
  readonly part: PartName;
  readonly pid: number;
  readonly startedAt: string;
  readonly stopSignal: 'SIGTERM' | 'SIGINT';
}

/** What a stack's folder says about it: who runs, where it answers, what belongs to it. Holds the database's password. */
export interface StackRecord {
  readonly version: 1;
  readonly kind: 'embedded' | 'docker';
  readonly profile: StackProfile;
  readonly detached: boolean;
  readonly ephemeral: boolean;
  readonly createdAt: number;
  readonly processes: readonly RecordedProcess[];
  /** Ids of the containers of a stack in Docker. */
  readonly containers: readonly string[];
  readonly ports: Readonly<Record<string, number>>;
  /** Folders of this stack outside its own. */
  readonly otherFolders: readonly string[];
  /** Null until every part answers, and after it has been stopped. */
  readonly addresses: StackAddresses | null;
}

const RECORD_FILE = 'stack.json';

/** Reads a stack's record; null when there is none that can be used. Never throws. */
export async function readStackRecord(folder: string): Promise<StackRecord | null> {
  try {
    const record = JSON.parse(await readFile(join(folder, RECORD_FILE), 'utf8')) as StackRecord;
    return record.version === 1 && Array.isArray(record.processes) && Array.isArray(record.containers) ? record : null;
  } catch {
    return null;
  }
}

/** Replaces a stack's record in one step, readable for its owner only. Throws when the folder is not writable. */
export async function saveStackRecord(folder: string, record: StackRecord): Promise<void> {
  const draft = join(folder, `${RECORD_FILE}.draft`);
  await writeFile(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, join(folder, RECORD_FILE));
}
