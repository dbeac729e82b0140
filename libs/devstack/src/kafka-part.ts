import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { findFreePort } from './free-port.ts';
import { renderJvmFlags } from './jvm-flags.ts';
import { type DoorFiles, type KafkaDoor, provideDoorFiles } from './kafka-door.ts';
import { toKafkaCommand } from './kafka-command.ts';
import { formatLogFolder } from './kafka-format.ts';
import { kafkaFolder, provideKafkaJars, readJarLock } from './kafka-jars.ts';
import { isKafkaReady } from './kafka-probe.ts';
import { renderKafkaProperties } from './kafka-properties.ts';
import type { PartContext, StartedPart } from './part-starter.ts';
import { retryOnTakenPort, startReadyChild } from './ready-child.ts';

/** Starts a broker that is its own controller. Throws DevstackError; nothing of it is left running then. */
export async function startKafka(context: PartContext): Promise<StartedPart> {
  const { environment, secureUsers: users, java } = context;
  const lock = await readJarLock();
  const jars = await provideKafkaJars(context.cache, lock, context.report);
  const folder = join(context.folder, 'kafka');
  const temporaryFolder = join(folder, 'tmp');
  await mkdir(temporaryFolder, { recursive: true });
  const door = users.length === 0 ? null : await provideDoorFiles({ folder, users, java, environment });
  const bench = context.profile === 'bench';
  const flags = renderJvmFlags({
    maxHeapMegabytes: bench ? 512 : 256,
    fullCompiler: bench,
    temporaryFolder,
    classArchive: await context.findClassArchive(kafkaFolder(context.cache, lock)),
  });
  const logging = ['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-Dorg.slf4j.simpleLogger.showDateTime=true'];
  const javaArgs = [...flags, ...logging, '-cp', jars.join(delimiter)];
  return retryOnTakenPort(async (attempt) => {
    const ports = await choosePorts(attempt === 1 ? context.wantedPorts : {}, door !== null);
    const logFolder = join(folder, 'data');
    const propertiesFile = join(folder, 'server.properties');
    const properties = renderKafkaProperties({ profile: context.profile, logFolder, door, ...ports });
    await writeFile(propertiesFile, properties, { mode: 0o600 });
    const runner = { binary: java.binary, args: javaArgs, environment };
    await formatLogFolder({ logFolder, passwords: door?.passwords ?? {}, java: runner, propertiesFile });
    context.report({ part: 'kafka', step: 'start' });
    const command = toKafkaCommand({ java, javaArgs, propertiesFile, folder, environment });
    const child = await startReadyChild(context, command, () => isKafkaReady(ports.brokerPort));
    const started = { child, ports, address: `127.0.0.1:${ports.brokerPort}` };
    return door === null ? started : { ...started, door: toDoor(door, ports) };
  });
}

const toDoor = ({ authorityFile, passwords }: DoorFiles, ports: Readonly<Record<string, number>>): KafkaDoor => ({
  brokers: `127.0.0.1:${ports['doorPort']}`,
  authorityFile,
  mechanism: 'scram-sha-512',
  passwords,
});

async function choosePorts(wanted: Readonly<Record<string, number>>, withDoor: boolean) {
  const [brokerPort, controllerPort, doorPort] = await Promise.all([
    findFreePort(wanted['brokerPort']),
    findFreePort(wanted['controllerPort']),
    withDoor ? findFreePort(wanted['doorPort']) : 0,
  ]);
  return { brokerPort, controllerPort, ...(withDoor ? { doorPort } : {}) };
}
