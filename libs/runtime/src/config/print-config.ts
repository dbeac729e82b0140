import { scrubText } from '../logging/scrub-text.ts';
import type { ConfigFault, ConfigOf, ConfigSchema, Settings } from './parse-config.ts';

export type PrintedSetting = { readonly name: string; readonly value: string; readonly about: string };

/** Every setting with its value as people may see it: secrets and credentials inside URLs are covered. */
export function printConfig<S extends Settings>(
  schema: ConfigSchema<S>,
  config: ConfigOf<S>,
): readonly PrintedSetting[] {
  return Object.entries(schema.settings).map(([name, setting]) => ({
    name,
    value: printValue(config[name], setting.secret),
    about: setting.about,
  }));
}

/** All faults as one readable text: what is wrong and how it should look. */
export function formatConfigFaults(faults: readonly ConfigFault[]): string {
  const lines = faults.flatMap((fault) => [`  ${fault.name} ${fault.problem}`, `      for example: ${fault.example}`]);
  const count = faults.length === 1 ? '1 setting is' : `${faults.length} settings are`;
  return [`${count} wrong or missing:`, ...lines].join('\n');
}

function printValue(value: unknown, secret: boolean): string {
  if (value === null || value === undefined) return '(not set)';
  if (secret) return '********';
  return scrubText(Array.isArray(value) ? value.join(',') : String(value));
}
