import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { findPackageJSON, stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the console as it goes to the browser. */
export type ConsoleFile = { readonly contentType: string; readonly body: string; readonly etag: string };

/** The whole console, in memory. */
export type Console = {
  /** The page that every address of the console answers with. */
  readonly page: ConsoleFile;
  /** By the part of the address behind `/console/assets/`. */
  readonly files: ReadonlyMap<string, ConsoleFile>;
  /** What the security policy must let run besides own files, such as `sha256-…`. */
  readonly scriptHashes: readonly string[];
};

const home = fileURLToPath(new URL('../../console/', import.meta.url));
const assets = '/console/assets/';

const contentTypes: Readonly<Record<string, string>> = {
  ts: 'text/javascript; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const toFile = (name: string, body: string): ConsoleFile => ({
  contentType: contentTypes[endingOf(name)] ?? 'text/html; charset=utf-8',
  body,
  etag: `"${hash('sha256', body, 'base64url').slice(0, 22)}"`,
});

type Files = Map<string, ConsoleFile>;
type Choice = { readonly from: string; readonly to: string; readonly isWanted: (name: string) => boolean };

/** Types are blanked out and nothing else is done: lines and columns stay those of the source. */
const toScript = (name: string, text: string): string => (name.endsWith('.ts') ? stripTypeScriptTypes(text) : text);

async function addFolder(files: Files, { from, to, isWanted }: Choice): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const wanted = paths.filter((path) => isWanted(path.slice(from.length + 1))).sort();
  const texts = await Promise.all(wanted.map((path) => readFile(path, 'utf8')));
  wanted.forEach((path, index) => {
    const name = to + path.slice(from.length + 1).replaceAll('\\', '/');
    files.set(name, toFile(name, toScript(path, texts[index] ?? '')));
  });
}

/** Where a package lies, wherever it was installed. */
const folderOf = (name: string): string => dirname(findPackageJSON(name, import.meta.url) ?? name);

/** lit-html as it is meant for browsers, without what is only for servers and for development. */
const isOfLit = (name: string): boolean => /^(directives\/)?[\w-]+\.js$/.test(name.replaceAll('\\', '/'));

async function readFiles(): Promise<Files> {
  const files: Files = new Map();
  const isSource = (name: string) => name.endsWith('.ts') && !name.endsWith('.test.ts');
  await addFolder(files, { from: join(home, 'src'), to: 'src/', isWanted: isSource });
  await addFolder(files, { from: join(home, 'style'), to: 'style/', isWanted: () => true });
  await addFolder(files, { from: folderOf('lit-html'), to: 'lit-html/', isWanted: isOfLit });
  await addFolder(files, {
    from: join(folderOf('uplot'), 'dist'),
    to: 'uplot/',
    isWanted: (name) => ['uPlot.esm.js', 'uPlot.min.css'].includes(name),
  });
  return files;
}

const importMap = JSON.stringify({
  imports: {
    'lit-html': `${assets}lit-html/lit-html.js`,
    'lit-html/': `${assets}lit-html/`,
    uplot: `${assets}uplot/uPlot.esm.js`,
  },
});

/** Modules are named beforehand: the browser asks for all at once instead of import by import. */
function toPage(template: string, files: Files): string {
  const names = [...files.keys()];
  const styles = names.filter((name) => name.endsWith('.css'));
  const modules = names.filter((name) => name.startsWith('src/'));
  const links = [
    ...styles.map((name) => `<link rel="stylesheet" href="${assets}${name}">`),
    `<script type="importmap">${importMap}</script>`,
    ...modules.map((name) => `<link rel="modulepreload" href="${assets}${name}">`),
  ];
  const script = `<script type="module" src="${assets}src/main.ts"></script>`;
  return template.replace('<!-- links -->', links.join('\n    ')).replace('<!-- scripts -->', script);
}

/** Reads the console and takes the types out of its modules. Throws when a file of it is missing or no TypeScript. */
export async function loadConsole(): Promise<Console> {
  const files = await readFiles();
  const page = toFile('index.html', toPage(await readFile(join(home, 'index.html'), 'utf8'), files));
  return { page, files, scriptHashes: [`sha256-${hash('sha256', importMap, 'base64')}`] };
}
