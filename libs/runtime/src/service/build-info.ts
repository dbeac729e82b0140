import { readFileSync } from 'node:fs';
import type { Environment } from '../config/parse-config.ts';
import type { BuildInfo } from '../metrics/process-metrics.ts';

/** The version of this package (all packages have the same) and the commit that the image was built from. */
export function readBuildInfo(environment: Environment): BuildInfo {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return { version, commit: environment['VARSELVAKT_COMMIT'] || 'unknown' };
}
