import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Surface } from './leak-surfaces.ts';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: 'path' | 'query' }[];
}
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/monitor-openapi.json'), 'utf8'),
) as Document;
/** Ends when its reader goes. */
const STREAM = '/api/stream';
const STREAM_MS = 2_000;

/** Every way to ask the monitor that the OpenAPI document knows: method and path with the names of its parameters. */
export const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, { parameters = [] }]) => ({ method, path, parameters })),
);

/** Values of path parameters that lead to something; by `path name`, or by name alone. Throws for a parameter that nobody has thought of. */
export type Knowledge = Readonly<Record<string, string>>;

function fill(path: string, valueFor: (name: string) => string): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(valueFor(name)));
}

/**
 * Asks every route: once for what there is, and once with the same poison in each parameter and, where it takes one, in its body. What it answers,
 * with its headers, is a surface.
 */
export async function askRoutes(address: string, known: Knowledge, poison: string): Promise<readonly Surface[]> {
  const surfaces: Surface[] = [];
  for (const { method, path, parameters } of routes) {
    const knownValue = (name: string): string => {
      const value = known[`${path} ${name}`] ?? known[name];
      if (value === undefined) throw new Error(`Say in the test what stands for {${name}} of ${path}`);
      return value;
    };
    const query = parameters.filter((one) => one.in === 'query').map(({ name }): [string, string] => [name, poison]);
    const hostile = `${fill(path, () => poison)}?${new URLSearchParams([...query, ['unheard-of', poison]])}`;
    const addresses = [...(method === 'get' ? [fill(path, knownValue)] : []), hostile];
    for (const one of addresses) surfaces.push(await ask(address, method, one, poison));
  }
  return surfaces;
}

async function ask(address: string, method: string, path: string, poison: string): Promise<Surface> {
  const body =
    method === 'get' || method === 'delete'
      ? {}
      : {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ reason: poison, token: poison, [poison]: poison }),
        };
  const isStream = path.startsWith(STREAM);
  const response = await fetch(address + path, {
    method: method.toUpperCase(),
    ...body,
    ...(isStream ? { signal: AbortSignal.timeout(STREAM_MS) } : {}),
  });
  const text = isStream ? await readSome(response) : await response.text();
  const headers = [...response.headers].flat().join('\n');
  return { name: `${method} ${path.split('?')[0]} (${response.status})`, content: Buffer.from(`${headers}\n${text}`) };
}

/** What comes until the time is over. */
async function readSome(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of response.body ?? []) chunks.push(chunk);
  } catch {
    // The time is over.
  }
  return Buffer.concat(chunks).toString();
}
