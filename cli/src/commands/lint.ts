import type { Environment } from '@varselvakt/rules';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { type Language, languageOption } from '../language.ts';
import type { LintSettings, OutputFormat } from '../lint/lint-settings.ts';
import type { Terminal } from '../terminal.ts';

type LintWords = {
  readonly texts?: true;
  readonly env: Environment;
  readonly json?: true;
  readonly sarif?: true;
  readonly github?: true;
  readonly maxWarnings?: number;
  readonly rules?: string;
  readonly register?: string;
  readonly quiet?: true;
  readonly threads?: number;
  readonly lang: Language;
};

const examples = `
Events are JSON (one, an array, or one a line; bodies told by "type") or Avro (single records or container files).
Texts (--texts, *.txt) are one a line, or one a line as {"id","field","channel","text"}.
Exit codes: 0 nothing found that counts, 1 findings, 2 usage or something that could not be read.

  varselvakt lint src/test/resources/events
  varselvakt lint --texts --json < texts.ndjson
  varselvakt lint --github --max-warnings 0 'events/**/*.json'`;

/** `lint`: judges events and texts by the rules of the validator, before they are published. */
export function addLintCommand(program: Command, terminal: Terminal): void {
  program
    .command('lint')
    .argument('[paths...]', 'files, folders, patterns, or - for the standard input')
    .option('--texts', 'the input is texts, not events')
    .addOption(new Option('--env <environment>', 'where it will be published').choices(['dev', 'prod']).default('prod'))
    .option('--json', 'a line of JSON for each input, in order')
    .addOption(new Option('--sarif', 'SARIF 2.1.0').conflicts(['json', 'github']))
    .addOption(new Option('--github', 'annotations of a GitHub workflow').conflicts(['json', 'sarif']))
    .option('--max-warnings <count>', 'exit with 1 when more findings than this warn', parseCount)
    .option('--rules <file>', 'severities of your own, YAML or JSON: CODE: block | warn | observe')
    .option('--register <path>', 'judge events by the entries of this register too')
    .option('--quiet', 'only what blocks, no summary')
    .option(
      '--threads <count>',
      'threads besides the first for long inputs (default: one on each other core)',
      parseCount,
    )
    .addOption(languageOption())
    .addHelpText('after', examples)
    .description('judge events and texts by the rules before they are published; asks no server')
    .action(async (paths: readonly string[], words: LintWords) => {
      process.exitCode = await lint(paths, words, terminal);
    });
}

async function lint(paths: readonly string[], words: LintWords, terminal: Terminal): Promise<number> {
  if (paths.length === 0 && process.stdin.isTTY === true)
    throw new CommandError('Say what to lint: files, folders, patterns, or - for the standard input.', exitCodes.usage);
  const { runLint } = await import('../lint/run-lint.ts'); // only here: --help needs no rules
  const settings = await readSettings(words, terminal);
  const { maxWarnings = null, threads = null } = words;
  return runLint({ words: paths, settings, maxWarnings, threadCount: threads }, terminal);
}

async function readSettings(words: LintWords, terminal: Terminal): Promise<LintSettings> {
  const { describeIgnored, readOverrides } = await import('../lint/read-overrides.ts');
  const overrides = words.rules === undefined ? {} : await readOverrides(words.rules);
  for (const line of describeIgnored(overrides)) terminal.say(line);
  return {
    environment: words.env,
    language: words.lang,
    format: formatOf(words),
    asTexts: words.texts === true,
    quiet: words.quiet === true,
    colour: process.stdout.isTTY === true && !process.env['NO_COLOR'],
    overrides,
    registerPath: words.register ?? null,
    now: Date.now(),
  };
}

function formatOf({ json, sarif, github }: LintWords): OutputFormat {
  if (json) return 'json';
  if (sarif) return 'sarif';
  return github ? 'github' : 'people';
}

function parseCount(word: string): number {
  if (/^\d{1,9}$/.test(word)) return Number(word);
  throw new InvalidArgumentError('It must be a whole number.');
}
