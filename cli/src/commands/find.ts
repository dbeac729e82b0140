import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { showSubject } from '../erase/subject/show-subject.ts';
import { openQuestions } from '../operator/open-questions.ts';
import { type OperatorOptions, readOperator, withOperatorOptions } from '../operator/operator-options.ts';
import { showProgress } from '../operator/show-progress.ts';
import type { Terminal } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';

type FindOptions = OperatorOptions & { readonly subject?: true; readonly json?: true };

/** Looking through everything takes as long as it takes. */
const use = { applicationName: 'varselvakt-find', statementTimeoutMs: 0 };

/** `find`: what is addressed to a person. */
export function addFindCommand(program: Command, terminal: Terminal): void {
  withOperatorOptions(program.command('find'))
    .option('--subject', 'a person, who is asked for and never named as an argument')
    .option('--json', 'as JSON')
    .description(
      'list the cases and notifications that are addressed to a person; that somebody looked is written down',
    )
    .action((options: FindOptions) => find(options, terminal));
}

async function find(options: FindOptions, terminal: Terminal): Promise<void> {
  if (options.subject !== true) throw new CommandError('Say --subject.', exitCodes.usage);
  const operator = readOperator(options);
  const questions = openQuestions(process.stdin, terminal.say);
  const openBar = (what: string) => showProgress(what, process.stderr);
  try {
    await withDatabase(use, (client) =>
      showSubject({ client, operator, questions, openBar }, options.json === true, terminal),
    );
  } finally {
    questions.close();
  }
}
