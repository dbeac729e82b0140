import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { isPresent } from './download-cache.ts';
import { findFreePort } from './free-port.ts';
import { renderJvmFlags } from './jvm-flags.ts';
import { kafkaFolder, provideKafkaJars, readJarLock } from './kafka-jars.ts';
import { isKafkaReady } from './kafka-probe.ts';
import { renderKafkaProperties } from './kafka-properties.ts';
import type { PartContext, StartedPart } from './part-starter.ts';
import { retryOnTakenPort, startReadyChild } from './ready-child.ts';

/** Starts a broker that is its own controller. Throws DevstackError; nothing of it is left running then. */
export async function startKafka(context: PartContext): Promise<StartedPart> {
  const lock = await readJarLock();
  const jars = await provideKafkaJars(context.cache, lock, context.report);
  const folder = join(context.folder, 'kafka');
  const temporaryFolder = join(folder, 'tmp');
  await mkdir(temporaryFolder, { recursive: true });
  await formatLogFolder(join(folder, 'data'));
  const bench = context.profile === 'bench';
  const flags = renderJvmFlags({
    maxHeapMegabytes: bench ? 512 : 256,
    fullCompiler: bench,
    temporaryFolder,
    classArchive: await context.findClassArchive(kafkaFolder(context.cache, lock)),
  });
  return retryOnTakenPort(async (attempt) => {
    const ports = await choosePorts(attempt === 1 ? context.wantedPorts : {});
    const propertiesFile = join(folder, 'server.properties');
    await writeFile(
      propertiesFile,
      renderKafkaProperties({ profile: context.profile, logFolder: join(folder, 'data'), ...ports }),
    );
    context.report({ part: 'kafka', step: 'start' });
    const command = {
      part: 'kafka',
      file: context.java.binary,
      args: [
        ...flags,
        '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
        '-Dorg.slf4j.simpleLogger.showDateTime=true',
        '-cp',
        jars.join(delimiter),
        'kafka.Kafka',
        propertiesFile,
      ],
      folder,
      logFile: join(folder, 'kafka.log'),
      stopSignal: 'SIGTERM',
      environment: context.environment,
    } as const;
    const child = await startReadyChild(context, command, () => isKafkaReady(ports.brokerPort));
    return { child, ports, address: `127.0.0.1:${ports.brokerPort}` };
  });
}

async function choosePorts(wanted: Readonly<Record<string, number>>) {
  const [brokerPort, controllerPort] = await Promise.all([
    findFreePort(wanted['brokerPort']),
    findFreePort(wanted['controllerPort']),
  ]);
  return { brokerPort, controllerPort };
}

/** What `kafka-storage format` would do: the identities of cluster and folder. An existing folder keeps its own. */
async function formatLogFolder(logFolder: string): Promise<void> {
  const file = join(logFolder, 'meta.properties');
  if (await isPresent(file)) {
    return;
  }
  await mkdir(logFolder, { recursive: true });
  const lines = ['version=1', `cluster.id=${kafkaId()}`, 'node.id=1', `directory.id=${kafkaId()}`];
  await writeFile(file, `${lines.join('\n')}\n`);
}

/** 16 random bytes in 22 characters; Kafka refuses ids that begin with a dash. */
function kafkaId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? kafkaId() : id;
}
