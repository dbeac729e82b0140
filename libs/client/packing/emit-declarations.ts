import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const entry = 'libs/client/src/index.d.ts';
const specifierForm = /(\bfrom |\bimport\()(['"])([^'"]+)\2/g;

const optionsOf = (folder: string) => ({
  extends: join(repository, 'tsconfig.base.json'),
  compilerOptions: {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    // `npm run types` judges the code; here it is only written down.
    noCheck: true,
    rootDir: repository,
    outDir: folder,
    types: ['node'],
    // By path, because the compiler writes no declarations of what it finds in node_modules.
    paths: { '@varselvakt/*': [join(repository, 'libs/*/src/index.ts')] },
    typeRoots: [join(repository, 'node_modules/@types')],
  },
  files: [join(repository, 'libs/client/src/index.ts')],
});

/** Lets the compiler write the declarations of everything that the library uses. Throws with its complaints. */
async function compile(folder: string): Promise<void> {
  const project = join(folder, 'tsconfig.json');
  await writeFile(project, JSON.stringify(optionsOf(folder)));
  await promisify(execFile)(join(repository, 'node_modules/.bin/tsc'), ['-p', project], { cwd: repository }).catch(
    (cause: { readonly stdout?: string }) => {
      throw new Error(`The declarations cannot be written:\n${cause.stdout}`, { cause });
    },
  );
}

/** The declarations that a name in an import stands for; null where they are not ours. */
function declarationsOf(specifier: string, file: string): string | null {
  if (specifier.startsWith('.')) return join(dirname(file), specifier).replace(/\.ts$/, '.d.ts');
  const own = /^@varselvakt\/([\w-]+)$/.exec(specifier)?.[1];
  return own === undefined ? null : `libs/${own}/src/index.d.ts`;
}

const toSpecifier = (from: string, to: string): string => {
  const path = relative(dirname(from), to).replace(/\.d\.ts$/, '.js');
  return path.startsWith('.') ? path : `./${path}`;
};

/**
 * Writes the declarations that the library's own ones lead to, with every import as a path that any compiler follows. Gives what
 * they import from elsewhere. (The bundlers for declarations need the older compiler's interface.)
 */
export async function emitDeclarations(folder: string): Promise<readonly string[]> {
  const emitted = await mkdtemp(join(tmpdir(), 'varselvakt-types-'));
  const outside = new Set<string>();
  try {
    await compile(emitted);
    const waiting = [entry];
    for (const file of waiting) {
      const text = await readFile(join(emitted, file), 'utf8');
      const rewritten = text.replace(specifierForm, (whole, before: string, quote: string, specifier: string) => {
        const target = declarationsOf(specifier, file);
        if (target === null) {
          outside.add(specifier);
          return whole;
        }
        if (!waiting.includes(target)) waiting.push(target);
        return `${before}${quote}${toSpecifier(file, target)}${quote}`;
      });
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), rewritten);
    }
  } finally {
    await rm(emitted, { recursive: true, force: true });
  }
  return [...outside];
}
