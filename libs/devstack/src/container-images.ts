import { readFile } from 'node:fs/promises';
import type { PartName } from './stack-part.ts';

/** The images of the three parts, named once for testcontainers and docker-compose.yml. */
export type ContainerImages = Readonly<Record<PartName, string>>;

/** Reads images.json beside this package. Throws when it is missing: a broken checkout. */
export async function readContainerImages(): Promise<ContainerImages> {
  return JSON.parse(await readFile(new URL('../images.json', import.meta.url), 'utf8')) as ContainerImages;
}
