import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { findClassArchive } from './class-archive.ts';
import { type ClusterPorts, type NodeNumber, nodeNumbers, renderNodeProperties } from './cluster-properties.ts';
import { DevstackError } from './devstack-error.ts';
import { cacheFolder } from './download-cache.ts';
import { findFreePort } from './free-port.ts';
import { findJava, type JavaRuntime } from './java-runtime.ts';
import { renderJvmFlags } from './jvm-flags.ts';
import { toKafkaCommand } from './kafka-command.ts';
import { formatLogFolder, kafkaId } from './kafka-format.ts';
import { kafkaFolder, provideKafkaJars, readJarLock } from './kafka-jars.ts';
import { isKafkaReady } from './kafka-probe.ts';
import type { ManagedChild } from './managed-child.ts';
import { retryOnTakenPort, startReadyChild } from './ready-child.ts';
import { createRunningStack, type RunningStack } from './running-stack.ts';
import { stacksFolder, takeStackFolder } from './stack-folder.ts';

/** Three brokers that are controllers as well; each is a process that can be lost and come back. */
export interface ThreeNodeCluster {
  /** All three, as KAFKA_BROKERS takes them. */
  readonly brokers: string;
  readonly addressOf: (node: NodeNumber) => string;
  /** Asks a node to end in order: it hands its leaders over first. */
  readonly stop: (node: NodeNumber) => Promise<void>;
  /** kill -9; resolves when the node is gone. */
  readonly kill: (node: NodeNumber) => Promise<void>;
  /** Starts a node again, on its data and ports; resolves when it answers. */
  readonly start: (node: NodeNumber) => Promise<void>;
  /** Ends all nodes and removes their data. Repeatable. */
  readonly close: () => Promise<void>;
}

/** Of one node: three of them, on a machine that runs more than them. */
const HEAP_MEGABYTES = 192;

interface ClusterParts {
  readonly folder: string;
  readonly running: RunningStack;
  readonly java: JavaRuntime;
  readonly javaArgs: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Starts a real cluster of three nodes for tests: three replicas of every topic, of which two must have what is acknowledged. Its processes
 * end with this one, however that ends. Throws DevstackError where Java or Kafka's files are not to be had.
 */
export async function createThreeNodeCluster(environment: NodeJS.ProcessEnv = process.env): Promise<ThreeNodeCluster> {
  const java = await findJava(environment);
  if (java === null)
    throw new DevstackError('STACK_NOT_POSSIBLE', 'A cluster of three nodes needs Java 17 or newer.', {
      retriable: false,
    });
  const cache = cacheFolder(environment);
  const lock = await readJarLock();
  const jars = await provideKafkaJars(cache, lock, () => undefined);
  const taken = await takeStackFolder(join(stacksFolder(), `cluster-${randomBytes(4).toString('hex')}`));
  const account = { taken, kind: 'embedded', profile: 'test', ephemeral: true, detached: false } as const;
  const running = createRunningStack({ ...account, now: Date.now });
  const { folder } = taken;
  const flags = renderJvmFlags({
    maxHeapMegabytes: HEAP_MEGABYTES,
    fullCompiler: false,
    temporaryFolder: folder,
    classArchive: await findClassArchive(kafkaFolder(cache, lock), java),
  });
  const javaArgs = [...flags, '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-cp', jars.join(delimiter)];
  const parts: ClusterParts = { folder, running, java, javaArgs, environment };
  try {
    return await retryOnTakenPort(() => startNodes(parts));
  } catch (error) {
    await running.stop();
    throw error;
  }
}

async function choosePorts(): Promise<ClusterPorts> {
  const choose = async () => ({ brokerPort: await findFreePort(), controllerPort: await findFreePort() });
  const [first, second, third] = await Promise.all([choose(), choose(), choose()]);
  return { 1: first, 2: second, 3: third };
}

/** All at once: one alone has no majority and would never be ready. */
async function startNodes(parts: ClusterParts): Promise<ThreeNodeCluster> {
  const ports = await choosePorts();
  const clusterId = kafkaId();
  const children = new Map<NodeNumber, ManagedChild>();
  const start = async (node: NodeNumber, brokerCount = 1): Promise<void> => {
    children.set(node, await startNode(parts, { node, ports, clusterId, brokerCount }));
  };
  const kill = async (node: NodeNumber): Promise<void> => {
    const child = children.get(node);
    if (child === undefined || child.ended.aborted) return;
    process.kill(child.pid, 'SIGKILL');
    await child.stop();
  };
  const killAll = () => Promise.all(nodeNumbers.map(kill));
  const started = await Promise.allSettled(nodeNumbers.map((node) => start(node, nodeNumbers.length)));
  const failed = started.find((one) => one.status === 'rejected');
  if (failed !== undefined) {
    await killAll();
    throw failed.reason;
  }
  const addressOf = (node: NodeNumber): string => `127.0.0.1:${ports[node].brokerPort}`;
  return {
    brokers: nodeNumbers.map(addressOf).join(','),
    addressOf,
    stop: async (node) => children.get(node)?.stop(),
    kill,
    start: (node) => start(node),
    close: async () => {
      // In order it would take each of them seconds to hand over to nobody.
      await killAll();
      await parts.running.stop();
    },
  };
}

interface NodeStart {
  readonly node: NodeNumber;
  readonly ports: ClusterPorts;
  readonly clusterId: string;
  /** It is ready when it sees so many brokers. */
  readonly brokerCount: number;
}

async function startNode(parts: ClusterParts, { node, ports, clusterId, brokerCount }: NodeStart) {
  const { java, javaArgs, environment, running } = parts;
  const folder = join(parts.folder, `node-${node}`);
  await mkdir(folder, { recursive: true });
  const logFolder = join(folder, 'data');
  const propertiesFile = join(folder, 'server.properties');
  await writeFile(propertiesFile, renderNodeProperties(node, ports, logFolder));
  const runner = { binary: java.binary, args: javaArgs, environment };
  const identity = { clusterId, nodeId: node };
  await formatLogFolder({ logFolder, passwords: {}, java: runner, propertiesFile, identity });
  const command = toKafkaCommand({ java, javaArgs, propertiesFile, folder, environment });
  const context = { onChild: running.add, signal: new AbortController().signal };
  const { brokerPort } = ports[node];
  return startReadyChild(context, command, () => isKafkaReady(brokerPort, '127.0.0.1', { brokerCount }));
}
