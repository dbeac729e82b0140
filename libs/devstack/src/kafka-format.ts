import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPresent } from './download-cache.ts';
import { toScramArgument } from './kafka-door.ts';
import { runProgram } from './program-run.ts';

/** A log folder before its first use. */
export interface UnformattedFolder {
  readonly logFolder: string;
  /** Password of each user the broker shall know; none for a broker without users. */
  readonly passwords: Readonly<Record<string, string>>;
  /** How Java runs a class of Kafka. */
  readonly java: { readonly binary: string; readonly args: readonly string[]; readonly environment: NodeJS.ProcessEnv };
  readonly propertiesFile: string;
  /** Of a node in a cluster of several; without it the folder is that of a cluster of its own. */
  readonly identity?: ClusterIdentity;
}

/** Which node of which cluster a folder belongs to. */
interface ClusterIdentity {
  readonly clusterId: string;
  readonly nodeId: number;
}

/**
 * Gives cluster and folder their identities, and the broker its users. An existing folder keeps its own.
 * Throws STACK_PART_EXITED when Kafka's own tool fails.
 */
export async function formatLogFolder(folder: UnformattedFolder): Promise<void> {
  const { logFolder, passwords, java, propertiesFile, identity = { clusterId: kafkaId(), nodeId: 1 } } = folder;
  const file = join(logFolder, 'meta.properties');
  if (await isPresent(file)) {
    return;
  }
  await mkdir(logFolder, { recursive: true });
  const users = Object.entries(passwords);
  if (users.length > 0) {
    const scram = users.flatMap(([user, password]) => ['--add-scram', toScramArgument(user, password)]);
    return runProgram({
      purpose: 'giving the broker its users',
      file: java.binary,
      args: [
        ...java.args,
        'kafka.tools.StorageTool',
        'format',
        '-c',
        propertiesFile,
        '-t',
        identity.clusterId,
        ...scram,
      ],
      folder: logFolder,
      environment: java.environment,
    });
  }
  // Without users, what the tool would write is soon written, and no Java need start for it.
  const { clusterId, nodeId } = identity;
  const lines = ['version=1', `cluster.id=${clusterId}`, `node.id=${nodeId}`, `directory.id=${kafkaId()}`];
  await writeFile(file, `${lines.join('\n')}\n`);
}

/** 16 random bytes in 22 characters; Kafka refuses ids that begin with a dash. */
export function kafkaId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? kafkaId() : id;
}
