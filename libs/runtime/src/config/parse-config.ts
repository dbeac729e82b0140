import { readFileSync } from 'node:fs';
import { errorCodeOf } from '../logging/coerce-error.ts';
import type { Setting } from './setting.ts';

export type Settings = Readonly<Record<string, Setting<unknown>>>;

/** The values of the settings, under the names that they have in the environment. */
export type ConfigOf<S extends Settings> = { readonly [Name in keyof S]: S[Name] extends Setting<infer V> ? V : never };

export type ConfigFault = { readonly name: string; readonly problem: string; readonly example: string };

/** A rule between settings; it sees only the values that are right by themselves. */
export type ConfigRule<S extends Settings> = (config: Partial<ConfigOf<S>>) => readonly ConfigFault[];

export type ConfigSchema<S extends Settings> = { readonly settings: S; readonly rules: readonly ConfigRule<S>[] };

export type ConfigResult<S extends Settings> =
  | { readonly outcome: 'VALID'; readonly config: ConfigOf<S> }
  | { readonly outcome: 'FAULTY'; readonly faults: readonly ConfigFault[] };

export type Environment = Readonly<Record<string, string | undefined>>;

type Raw =
  | { readonly outcome: 'VALUE'; readonly value: string | undefined }
  | { readonly outcome: 'FAULT'; readonly problem: string };

/** Puts settings and the rules between them together; spread the common fragments into `settings`. */
export function createConfigSchema<S extends Settings>(
  settings: S,
  rules: readonly ConfigRule<S>[] = [],
): ConfigSchema<S> {
  return { settings, rules };
}

/** Reads every setting, also from `<NAME>_FILE`, and returns all faults at once. A variable set to '' counts as not set. */
export function parseConfig<S extends Settings>(
  schema: ConfigSchema<S>,
  environment: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): ConfigResult<S> {
  const faults: ConfigFault[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(schema.settings)) {
    const result = parseSetting(name, setting, environment, readFile);
    if ('problem' in result) faults.push({ name, problem: result.problem, example: `${name}=${setting.example}` });
    else values[name] = result.value;
  }
  for (const rule of schema.rules) faults.push(...rule(values as Partial<ConfigOf<S>>));
  return faults.length === 0 ? { outcome: 'VALID', config: values as ConfigOf<S> } : { outcome: 'FAULTY', faults };
}

function parseSetting(
  name: string,
  setting: Setting<unknown>,
  environment: Environment,
  readFile: (path: string) => string,
): { readonly value: unknown } | { readonly problem: string } {
  const raw = readRaw(name, setting, environment, readFile);
  if (raw.outcome === 'FAULT') return { problem: raw.problem };
  const parsed = setting.schema.safeParse(raw.value);
  if (parsed.success) return { value: parsed.data };
  if (raw.value === undefined) return { problem: 'is not set, and it has no default' };
  const problem = parsed.error.issues.map((issue) => issue.message).join('; ');
  return { problem: isShowable(setting, raw.value) ? `${problem}, but is "${raw.value}"` : problem };
}

function readRaw(
  name: string,
  setting: Setting<unknown>,
  environment: Environment,
  readFile: (path: string) => string,
): Raw {
  const isSet = (candidate: string) => (environment[candidate] ?? '') !== '';
  const sources = [name, `${name}_FILE`, ...setting.pathNames].filter(isSet);
  if (sources.length > 1) return { outcome: 'FAULT', problem: `is given more than once: ${sources.join(' and ')}` };
  const source = sources[0];
  if (source === undefined) return { outcome: 'VALUE', value: undefined };
  const given = environment[source] ?? '';
  if (source === name) return { outcome: 'VALUE', value: given };
  try {
    return { outcome: 'VALUE', value: readFile(given).replace(/\r?\n$/, '') };
  } catch (error) {
    return { outcome: 'FAULT', problem: `the file named by ${source} cannot be read (${errorCodeOf(error)})` };
  }
}

/** Only short plain words are shown back: a secret put into the wrong variable must not end in a log. */
function isShowable(setting: Setting<unknown>, value: string): boolean {
  return !setting.secret && /^[\w.:,/ -]{1,24}$/.test(value);
}
