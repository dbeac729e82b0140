import { randomUUID } from 'node:crypto';
import type { ProducerEvent } from '@varselvakt/domain';
import { bodyTypes, parseRuleCode, ruleCodes, sampleEvent, sampleNames } from '@varselvakt/rules';
import { invalidSample, validatorCodes } from '@varselvakt/testkit';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { nearestWords } from '../explain/nearest-words.ts';
import type { Terminal } from '../terminal.ts';

type SampleOptions = { readonly producer: string; readonly label: string };

/** `sample`: an event to start from, or one that breaks a rule to see what is said of it. */
export function addSampleCommand(program: Command, terminal: Terminal): void {
  program
    .command('sample')
    .argument('[body|code]', `a valid event: ${bodyTypes.join(', ')}; or an event that breaks the rule of a code`)
    .option('--producer <id>', 'producerId of the sample', sampleNames.producerId)
    .option('--label <label>', 'label of the sample', sampleNames.label)
    .description('print a sample event as JSON, with ids of its own; without an argument: what samples there are')
    .action((word: string | undefined, options: SampleOptions) => {
      if (word === undefined) terminal.print([...bodyTypes, ...validatorCodes].join('\n'));
      else terminal.printJson(findSample(word, options));
    });
}

function findSample(word: string, { producer, label }: SampleOptions): ProducerEvent {
  const identity = { eventId: randomUUID(), aggregateId: randomUUID(), now: Date.now() };
  const body = bodyTypes.find((type) => type.toLowerCase() === word.toLowerCase());
  if (body !== undefined) return { ...sampleEvent(body, identity), producerId: producer, label };
  const code = parseRuleCode(word.toUpperCase().replaceAll('-', '_'));
  const sample = code === undefined ? undefined : invalidSample(code, identity);
  if (sample !== undefined) return sample.event;
  if (code !== undefined)
    throw new CommandError(
      `No event by itself breaks ${code}: "varselvakt explain ${code}" tells what does.`,
      exitCodes.usage,
    );
  throw new CommandError(`There is no such sample. ${advise(word)}`, exitCodes.usage);
}

function advise(word: string): string {
  const names = new Map([...bodyTypes, ...ruleCodes].map((name) => [name.toUpperCase(), name]));
  const near = nearestWords(word.toUpperCase(), [...names.keys()]).map((name) => names.get(name));
  return near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'All samples: varselvakt sample';
}
