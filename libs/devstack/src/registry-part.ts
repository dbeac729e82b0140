import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from './free-port.ts';
import { renderJvmFlags } from './jvm-flags.ts';
import type { PartContext, StartedPart } from './part-starter.ts';
import { retryOnTakenPort, startReadyChild } from './ready-child.ts';
import { registryAddress, setCompatibility } from './registry-api.ts';
import { provideRegistry, registryJar } from './registry-archive.ts';
import { isRegistryReady } from './registry-probe.ts';

/** Starts the schema registry with its data in files. Throws DevstackError; nothing of it is left running then. */
export async function startRegistry(context: PartContext): Promise<StartedPart> {
  const program = await provideRegistry(context.cache, context.report);
  const folder = join(context.folder, 'registry');
  const temporaryFolder = join(folder, 'tmp');
  await mkdir(temporaryFolder, { recursive: true });
  const flags = renderJvmFlags({
    maxHeapMegabytes: 128,
    fullCompiler: false,
    temporaryFolder,
    classArchive: await context.findClassArchive(program),
  });
  return retryOnTakenPort(async (attempt) => {
    const port = await findFreePort(attempt === 1 ? context.wantedPorts['registryPort'] : undefined);
    const address = registryAddress('127.0.0.1', port);
    context.report({ part: 'registry', step: 'start' });
    const command = {
      part: 'registry',
      file: context.java.binary,
      args: [...flags, ...registrySettings(port, folder), '-jar', registryJar()],
      folder: program,
      logFile: join(folder, 'registry.log'),
      stopSignal: 'SIGTERM',
      environment: context.environment,
    } as const;
    const child = await startReadyChild(context, command, () => isRegistryReady(address));
    await setCompatibility(address);
    return { child, ports: { registryPort: port }, address };
  });
}

function registrySettings(port: number, folder: string): string[] {
  return [
    '-Dquarkus.http.host=127.0.0.1',
    `-Dquarkus.http.port=${port}`,
    '-Dquarkus.http.access-log.enabled=false',
    '-Dquarkus.banner.enabled=false',
    '-Dquarkus.log.level=WARN',
    // Without this a kill loses the last writes and gives their ids to other schemas.
    `-Dapicurio.datasource.url=jdbc:h2:file:${join(folder, 'registry')};WRITE_DELAY=0`,
    '-Dapicurio.datasource.jdbc.initial-size=1',
    '-Dapicurio.datasource.jdbc.min-size=1',
    '-Dapicurio.datasource.jdbc.max-size=10',
    `-Dapicurio.import.work-dir=${join(folder, 'tmp')}`,
    `-Dapicurio.storage.snapshot.location=${join(folder, 'tmp')}`,
  ];
}
