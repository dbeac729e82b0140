import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';

const client = fileURLToPath(new URL('..', import.meta.url));
const olderNode = join(client, 'packing/older-node.ts');
const schemasInRepository = "new URL('../../../../schemas/', import.meta.url)";
const schemasInPackage = "new URL('./schemas/', import.meta.url)";

/** The schemas are read beside the code: in the package they lie elsewhere than in the repository. Fails where that has changed. */
const schemasBesideTheCode: Plugin = {
  name: 'schemas-beside-the-code',
  transform: (code, id) => {
    if (!id.endsWith('libs/codec/src/schema/schema-sources.ts')) return null;
    if (!code.includes(schemasInRepository)) throw new Error(`${id} reads the schemas in a way that is not known here`);
    return { code: code.replace(schemasInRepository, schemasInPackage), map: null };
  },
};

/** One compression takes a name from node:zlib that Node 20 does not have. */
const zlibOfAnyNode: Plugin = {
  name: 'zlib-of-any-node',
  resolveId: (source, importer) => (source === 'node:zlib' && importer !== olderNode ? olderNode : null),
};

const isOutside = (id: string): boolean => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@varselvakt/');

/** Bundles the library and all code of this repository that it uses into one file. Gives what it imports from elsewhere. */
export async function bundleCode(folder: string): Promise<readonly string[]> {
  const bundle = await rolldown({
    input: join(client, 'src/index.ts'),
    platform: 'node',
    external: (id) => isOutside(id) && id !== 'node:zlib' && !id.startsWith('\0'),
    plugins: [schemasBesideTheCode, zlibOfAnyNode],
    transform: {
      target: 'node20',
      inject: {
        'Promise.withResolvers': [olderNode, 'withResolvers'],
        'Map.groupBy': [olderNode, 'groupBy'],
      },
    },
    // Nothing in this repository does anything when it is imported, and what is not used is not asked for.
    treeshake: { moduleSideEffects: false },
  });
  const { output } = await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: 'index.js',
    codeSplitting: false,
  });
  await bundle.close();
  return output.flatMap((file) => (file.type === 'chunk' ? [...file.imports, ...file.dynamicImports] : []));
}
