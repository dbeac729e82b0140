/** How a Java part is run. */
export interface JvmSettings {
  readonly maxHeapMegabytes: number;
  /** Full compilation: slower to start, faster for as long as it runs. */
  readonly fullCompiler: boolean;
  /** Where native libraries are unpacked: a folder of the stack, so that nothing stays in the system's. */
  readonly temporaryFolder: string;
  /** The class archive to start from; null when there is none yet. */
  readonly archiveFile: string | null;
}

/** The flags before the class path. */
export function renderJvmFlags(settings: JvmSettings): string[] {
  return [
    `-Xmx${settings.maxHeapMegabytes}m`,
    ...(settings.fullCompiler ? [] : ['-XX:TieredStopAtLevel=1']),
    '-XX:+UseSerialGC',
    `-Djava.io.tmpdir=${settings.temporaryFolder}`,
    ...(settings.archiveFile === null ? [] : [`-XX:SharedArchiveFile=${settings.archiveFile}`, '-Xshare:auto']),
  ];
}
