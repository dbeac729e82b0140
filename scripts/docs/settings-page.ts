import type { ConfigSchema, Settings } from '@varselvakt/runtime';

/** A service and what it can be told. */
export interface ServiceConfig {
  readonly service: string;
  readonly schema: ConfigSchema<Settings>;
}

/** docs/settings.md: every environment variable, what it means, its default, and which services read it. */
export function renderSettingsPage(configs: readonly ServiceConfig[]): string {
  const names = [...new Set(configs.flatMap(({ schema }) => Object.keys(schema.settings)))].sort();
  const rows = names.map((name) => {
    const readers = configs.filter(({ schema }) => Object.hasOwn(schema.settings, name));
    const setting = readers[0]?.schema.settings[name];
    if (setting === undefined) throw new Error(`Nobody reads ${name}`);
    const who = readers.length === configs.length ? 'all' : readers.map(({ service }) => service).join(', ');
    const secret = setting.secret ? ' Secret.' : '';
    return `| \`${name}\` | ${escapeCell(setting.about)}.${secret} | ${defaultOf(setting.schema)} | \`${setting.example}\` | ${who} |`;
  });
  return [
    '# Settings',
    '',
    '<!-- Written by `npm run docs` from the services’ own settings; a test keeps it fresh. -->',
    '',
    'Every setting is an environment variable. `<NAME>_FILE` names a file that holds the value instead; a variable that is set to',
    'nothing counts as not set. All faults are listed at once when a service starts.',
    '`varselvakt config print --service <name>` shows what is set, with secrets covered.',
    '',
    '| name | what it says | default | example | read by |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function defaultOf(schema: { safeParse: (value: unknown) => { success: boolean; data?: unknown } }): string {
  const parsed = schema.safeParse(undefined);
  if (!parsed.success) return 'none, must be set';
  return parsed.data === null || parsed.data === undefined ? '(not set)' : `\`${String(parsed.data)}\``;
}

const escapeCell = (text: string): string => text.replaceAll('|', '\\|');
