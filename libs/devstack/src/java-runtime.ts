import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A Java that can be run. `label` tells installations apart, so that a class archive is never used with another Java. */
export interface JavaRuntime {
  readonly binary: string;
  readonly majorVersion: number;
  readonly label: string;
}

/** The oldest Java that both Kafka and the registry run on. */
export const OLDEST_JAVA = 17;

const run = promisify(execFile);

/** Finds JAVA_HOME's Java, else the one on the PATH; null when there is none that starts. */
export async function findJava(environment: NodeJS.ProcessEnv): Promise<JavaRuntime | null> {
  const home = environment['JAVA_HOME'] ?? '';
  const candidates = home === '' ? ['java'] : [join(home, 'bin', 'java'), 'java'];
  for (const binary of candidates) {
    try {
      const { stderr } = await run(binary, ['-version'], { env: environment, timeout: 20_000 });
      return { binary, ...parseJavaVersion(stderr) };
    } catch {
      // Not there or broken: the next one may do.
    }
  }
  return null;
}

/** Reads what `java -version` prints: 1.8.0_392 is 8, 17.0.15 is 17, 21-ea is 21; unknown text is version 0. */
export function parseJavaVersion(text: string): { majorVersion: number; label: string } {
  const version = /version "(?:1\.)?(\d+)[^"]*"/.exec(text)?.[1];
  const build = /build ([\w.+-]+)/.exec(text)?.[1];
  return { majorVersion: Number(version ?? 0), label: (build ?? version ?? 'unknown').replaceAll(/[^\w.-]/g, '_') };
}
