import { decideProducerStanding } from '@varselvakt/register';
import type { Environment } from '@varselvakt/rules';
import { compareTerms, loadTermsVersions, type TermsVersion } from '@varselvakt/terms';
import { type Command, Option } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { type Language, languageOption } from '../language.ts';
import { loadFaultlessRegister } from '../load-faultless-register.ts';
import type { Terminal } from '../terminal.ts';
import { formatStanding } from '../terms/format-standing.ts';

type StatusOptions = Options & { readonly register?: string; readonly env: Environment };

type Options = { readonly lang: Language; readonly json?: true };

/** `terms show` and `terms diff`: the terms of use as they were published; `terms status`: where a producer stands to them. */
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
  terms
    .command('status')
    .argument('<producer>', 'id of the producer')
    .option('--register <path>', 'a YAML file or a folder of them', process.env['REGISTER_PATH'])
    .addOption(new Option('--env <environment>', 'before which environment').choices(['dev', 'prod']).default('prod'))
    .addOption(languageOption())
    .option('--json', 'as JSON')
    .description('say what a producer has accepted and what each label lacks; exit code 0 when it is ready, 1 when not')
    .action((producerId: string, options: StatusOptions) => showStatus(producerId, options, terminal));
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

async function showStatus(producerId: string, options: StatusOptions, terminal: Terminal): Promise<void> {
  const { env: environment, lang, json } = options;
  const register = await loadFaultlessRegister(options.register);
  const standing = decideProducerStanding(register, producerId, { environment, now: Date.now() });
  if (standing === null) {
    const known = [...register.producers.keys()].join(', ');
    throw new CommandError(`The register has no producer "${producerId}"; it has: ${known}.`, exitCodes.usage);
  }
  if (json) terminal.printJson(standing);
  else terminal.print(formatStanding(standing, lang));
  if (!standing.isReady) throw new CommandError(`${producerId} is not ready for ${environment}.`, exitCodes.failed);
}
