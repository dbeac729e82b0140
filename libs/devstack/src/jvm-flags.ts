/** A class archive: to start from, or to be written when the program ends in order. */
export interface ClassArchive {
  readonly act: 'USE' | 'MAKE';
  readonly file: string;
}

/** How a Java part is run. */
export interface JvmSettings {
  readonly maxHeapMegabytes: number;
  /** Full compilation: slower to start, faster for as long as it runs. */
  readonly fullCompiler: boolean;
  /** Where native libraries are unpacked: a folder of the stack, so that nothing stays in the system's. */
  readonly temporaryFolder: string;
  readonly classArchive: ClassArchive | null;
}

/** The flags before the class path. */
export function renderJvmFlags(settings: JvmSettings): string[] {
  return [
    `-Xmx${settings.maxHeapMegabytes}m`,
    ...(settings.fullCompiler ? [] : ['-XX:TieredStopAtLevel=1']),
    '-XX:+UseSerialGC',
    `-Djava.io.tmpdir=${settings.temporaryFolder}`,
    ...archiveFlags(settings.classArchive),
  ];
}

function archiveFlags(archive: ClassArchive | null): string[] {
  if (archive === null) {
    return [];
  }
  // An archive that does not fit is silently left aside.
  return archive.act === 'USE'
    ? [`-XX:SharedArchiveFile=${archive.file}`, '-Xshare:auto', '-Xlog:cds*=off']
    : [`-XX:ArchiveClassesAtExit=${archive.file}`];
}
