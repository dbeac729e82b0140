import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleCode } from './bundle-code.ts';
import { emitDeclarations } from './emit-declarations.ts';
import { createManifest } from './package-manifest.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

async function copySchemas(folder: string): Promise<void> {
  const schemas = join(repository, 'schemas');
  const names = (await readdir(schemas)).filter((name) => name.endsWith('.avsc'));
  for (const name of names) await cp(join(schemas, name), join(folder, 'schemas', name));
}

/** Builds the package that producers install, ready for `npm pack`, into a folder that it empties first. */
export async function buildPackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const imported = [...(await bundleCode(folder)), ...(await emitDeclarations(join(folder, 'types')))];
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(await createManifest(imported), null, 2)}\n`);
  await copySchemas(folder);
  await cp(join(repository, 'LICENSE'), join(folder, 'LICENSE'));
  await cp(join(repository, 'libs/client/README.md'), join(folder, 'README.md'));
}
