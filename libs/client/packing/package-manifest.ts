import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

type Manifest = {
  readonly version: string;
  readonly license: string;
  readonly dependencies?: Readonly<Record<string, string>>;
};

const readManifest = async (folder: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;

/** The versions that this repository itself runs with. */
async function knownVersions(): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(join(repository, 'libs'));
  const manifests = await Promise.all(names.map((name) => readManifest(join(repository, 'libs', name))));
  return Object.assign({}, ...manifests.map(({ dependencies }) => dependencies)) as Readonly<Record<string, string>>;
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** The package.json of what is published: it depends on exactly what the bundle imports, in exactly our versions. Throws for others. */
export async function createManifest(imported: readonly string[]): Promise<object> {
  const { version, license } = await readManifest(join(repository, 'libs/client'));
  const versions = await knownVersions();
  const names = [...new Set(imported.filter((name) => !isBuiltin(name)).map(packageOf))].toSorted();
  const dependencies = names.map((name) => {
    const exact = versions[name];
    if (exact === undefined) throw new Error(`The bundle imports ${name}, which no package here depends on`);
    return [name, exact] as const;
  });
  return {
    name: '@varselvakt/client',
    version,
    description: 'Publish notifications that keep the terms of use: builders, the rules, a publisher, feedback',
    license,
    type: 'module',
    engines: { node: '>=20' },
    exports: { '.': { types: './types/libs/client/src/index.d.ts', default: './index.js' } },
    dependencies: Object.fromEntries(dependencies),
  };
}
