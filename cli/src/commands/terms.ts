import { compareTerms, loadTermsVersions, type TermsVersion } from '@varselvakt/terms';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { type Language, languageOption } from '../language.ts';
import type { Terminal } from '../terminal.ts';

type Options = { readonly lang: Language; readonly json?: true };

/** `terms show` and `terms diff`: the terms of use as they were published. */
export function addTermsCommand(program: Command, terminal: Terminal): void {
  const terms = program.command('terms').description('the terms of use: their text, versions and hashes');
  terms
    .command('show')
    .argument('[version]', 'such as 2026-01; the newest where none is given')
    .addOption(languageOption())
    .option('--json', 'as JSON')
    .description('print the terms of use with the version and hash that an acceptance names')
    .action((version: string | undefined, options: Options) => showTerms(findVersion(version), options, terminal));
  terms
    .command('diff')
    .argument('<earlier>', 'version, such as 2026-01')
    .argument('[later]', 'version; the newest where none is given')
    .addOption(languageOption())
    .option('--json', 'as JSON')
    .description('print the clauses that differ between two versions')
    .action((earlier: string, later: string | undefined, options: Options) =>
      diffTerms(findVersion(earlier), findVersion(later), options, terminal),
    );
}

function findVersion(version: string | undefined): TermsVersion {
  const versions = loadTermsVersions();
  const found = version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
  if (found !== undefined) return found;
  const known = versions.map((one) => one.version).join(', ');
  throw new CommandError(
    `There are no terms of use of version "${version ?? ''}"; there are: ${known}.`,
    exitCodes.usage,
  );
}

function showTerms({ version, hash, documents }: TermsVersion, { lang, json }: Options, terminal: Terminal): void {
  const { text, title, clauses } = documents[lang];
  if (json) terminal.printJson({ version, hash, language: lang, title, clauses });
  else terminal.print(`${text}\nsha256 ${hash}`);
}

function diffTerms(earlier: TermsVersion, later: TermsVersion, { lang, json }: Options, terminal: Terminal): void {
  const changes = compareTerms(earlier.documents[lang], later.documents[lang]);
  if (json) {
    terminal.printJson({ earlier: earlier.version, later: later.version, language: lang, changes });
    return;
  }
  const lines = changes.flatMap(({ id, before, after }) => [
    id,
    ...(before === null ? [] : [`  - ${before}`]),
    ...(after === null ? [] : [`  + ${after}`]),
  ]);
  terminal.print([`${earlier.version} -> ${later.version}: ${changes.length} clauses differ`, ...lines].join('\n'));
}
