import { narrowReport, otherProducer, type ScorecardReport } from '@varselvakt/scorecard';
import type { Environment } from '@varselvakt/rules';
import { type Command, Option } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { loadFaultlessRegister } from '../load-faultless-register.ts';
import { parseSince } from '../producers/parse-since.ts';
import { readReport } from '../producers/read-report.ts';
import { renderPage } from '../producers/render-page.ts';
import { renderTable } from '../producers/render-table.ts';
import type { Terminal } from '../terminal.ts';

type Options = {
  readonly since: string;
  readonly register?: string;
  readonly env: Environment;
  readonly json?: true;
};

/** `producers`: what each producer publishes, what of it is refused and why, and how it stands to the terms. */
export function addProducersCommand(program: Command, terminal: Terminal): void {
  program
    .command('producers')
    .argument('[id]', 'everything about one producer; "other" for those whom the register does not know')
    .option('--since <days>', 'how far back, as far as outcomes are kept', '30d')
    .option('--register <path>', 'a YAML file or a folder of them', process.env['REGISTER_PATH'])
    .addOption(
      new Option('--env <environment>', 'whose rules for labels and terms')
        .choices(['dev', 'prod'])
        .default(process.env['VARSELVAKT_ENVIRONMENT'] === 'prod' ? 'prod' : 'dev'),
    )
    .option('--json', 'as JSON')
    .description('a scorecard of each producer: volume, refusals by code, retention, deletions, terms')
    .action(async (id: string | undefined, options: Options) => showProducers(id, options, terminal));
}

async function showProducers(id: string | undefined, options: Options, terminal: Terminal): Promise<void> {
  const askedFromAt = parseSince(options.since, Date.now());
  const register = await loadFaultlessRegister(options.register);
  if (id !== undefined && id !== otherProducer && !register.producers.has(id)) {
    const known = [...register.producers.keys()].join(', ');
    throw new CommandError(`The register has no producer "${id}"; it has: ${known}.`, exitCodes.usage);
  }
  const report = await readReport({ register, environment: options.env, askedFromAt, now: Date.now });
  show(id === undefined ? report : narrowReport(report, id), id, options.json === true, terminal);
  refuseNeverExpiring(report);
}

function show(report: ScorecardReport, id: string | undefined, isJson: boolean, terminal: Terminal): void {
  const [only] = report.producers;
  if (isJson) terminal.printJson(report);
  else if (id === undefined) terminal.print(renderTable(report));
  else terminal.print(only === undefined ? 'Nobody else has published anything.' : renderPage(only, report));
}

/** The one figure that must be 0. */
function refuseNeverExpiring({ producers }: ScorecardReport): void {
  const count = producers.reduce((sum, { deletions }) => sum + (deletions?.neverExpiringCount ?? 0), 0);
  if (count > 0)
    throw new CommandError(`${count} cases and notifications would stay for ever; none may.`, exitCodes.failed);
}
