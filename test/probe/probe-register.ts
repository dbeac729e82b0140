import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pipeline } from '../pipeline/open-pipeline.ts';

const entryPath = new URL('../../deploy/register/varselvakt-probe.yaml', import.meta.url);

/** A register with the delivered entry for the probe beside the others; in dev the probe's word is enough on the shared topic. */
export async function writeProbeRegister({ folder, environment }: Pipeline): Promise<string> {
  const path = join(folder, 'with-probe');
  await mkdir(path);
  await copyFile(environment['REGISTER_PATH'] ?? '', join(path, 'producers.yaml'));
  const entry = await readFile(entryPath, 'utf8');
  await writeFile(join(path, 'probe.yaml'), entry.replace(/topics: \[.*\]/, 'topics: []'));
  return path;
}
