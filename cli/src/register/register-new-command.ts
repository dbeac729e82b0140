import { writeFile } from 'node:fs/promises';
import { formatRegisterFault } from '@varselvakt/register';
import { loadTermsVersions, publishedTerms } from '@varselvakt/terms';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { type Language, languageOption } from '../language.ts';
import type { Terminal } from '../terminal.ts';
import { answersFromFile } from './answers-from-file.ts';
import { askInTerminal } from './ask-in-terminal.ts';
import { createEntryDraft, type EntryDraft } from './entry-draft.ts';
import { fillInEntry } from './fill-in-entry.ts';

type NewOptions = { readonly answers?: string; readonly out?: string; readonly lang: Language };

/** `register new`: asks what the register must know of a producer, one statement for each assessment, and writes the entry. */
export function addRegisterNewCommand(register: Command, terminal: Terminal): void {
  register
    .command('new')
    .option('--answers <file>', 'take the answers from a YAML or JSON file instead of asking')
    .option('--out <file>', 'write the entry to a new file instead of standard output')
    .addOption(languageOption())
    .description('ask for what the register must know of a producer and its labels, and write the entry')
    .action((options: NewOptions) => writeNewEntry(options, terminal));
}

async function writeNewEntry(options: NewOptions, terminal: Terminal): Promise<void> {
  const terms = loadTermsVersions().at(-1);
  if (terms === undefined) throw new CommandError('There are no terms of use to accept.', exitCodes.failed);
  const now = Date.now();
  const draft = createEntryDraft({ now, terms: publishedTerms });
  await fillIn(draft, options, { terms, now, terminal });
  const result = draft.check();
  if (result.outcome === 'FAULTY')
    throw new CommandError(result.faults.map(formatRegisterFault).join('\n'), exitCodes.failed);
  await deliver(draft.toYaml(), options.out, terminal);
  for (const { path, message } of result.notices) terminal.say(`${path}: ${message}`);
}

interface FillInParts {
  readonly terms: { readonly version: string; readonly hash: string };
  readonly now: number;
  readonly terminal: Terminal;
}

async function fillIn(draft: EntryDraft, options: NewOptions, { terms, now, terminal }: FillInParts): Promise<void> {
  if (options.answers !== undefined) {
    await fillInEntry({ draft, source: await answersFromFile(options.answers), terms, now });
    return;
  }
  const source = askInTerminal(process.stdin, terminal.say, options.lang);
  try {
    await fillInEntry({ draft, source, terms, now });
  } finally {
    source.close();
  }
}

/** A file that exists is left alone: it may be somebody's entry. */
async function deliver(yaml: string, file: string | undefined, terminal: Terminal): Promise<void> {
  if (file === undefined) {
    terminal.print(yaml.trimEnd());
    return;
  }
  await writeFile(file, yaml, { flag: 'wx' }).catch((cause) => {
    throw new CommandError(`${file} cannot be written, or is there already; nothing is written.`, exitCodes.failed, {
      cause,
    });
  });
  terminal.say(`Wrote ${file}.`);
}
