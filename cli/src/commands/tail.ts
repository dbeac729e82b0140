import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { formatForPeople, parseRecordFormat, type RecordFormat } from '../tail/format-record.ts';
import { parseOffsetRange } from '../tail/offset-expression.ts';
import { type TailRequest, tailTopic } from '../tail/tail-topic.ts';
import type { Terminal } from '../terminal.ts';
import { withTopicAccess } from '../with-topic-access.ts';

type Options = {
  readonly offset: string;
  readonly num?: string;
  readonly partition?: string;
  readonly format?: string;
  readonly end?: true;
  readonly maskedText?: true;
  readonly json?: true;
};

/** `tail`: the records of a topic, decoded and masked. */
export function addTailCommand(program: Command, terminal: Terminal): void {
  program
    .command('tail')
    .argument('<topic>', 'the whole name of a topic')
    .option('-o, --offset <offset>', 'start, end, 17, -5, +5, @2027-01-31T12:00Z, @-1h, or from:to', '-10')
    .option('-n, --num <n>', 'end after so many records')
    .option('-p, --partition <n>', 'only this partition')
    .option('-f, --format <format>', 'kcat’s letters: %t %p %o %k %K %s %S %T %h, \\n, \\t; one record a line')
    .option('-e, --end', 'end when everything has been read that is there')
    .option('--masked-text', 'show texts without what the detector finds in them (default: only how long they are)')
    .option('--json', 'one JSON object a line')
    .description('show records as they come, decoded, with every value masked; Ctrl-C ends it')
    .action(async (topic: string, options: Options) => {
      const request = toRequest(topic, options, terminal);
      await withTopicAccess((access) => tailTopic(request, access));
    });
}

function toRequest(topic: string, options: Options, terminal: Terminal): TailRequest {
  const range = parseOffsetRange(options.offset, Date.now());
  const format = toFormat(options);
  return {
    topic,
    range,
    partition: parseCount('-p', options.partition, 0),
    maxRecords: parseCount('-n', options.num, 1),
    endsAtEnd: options.end === true || range.to !== null,
    showing: options.maskedText === true ? 'MASKED' : 'HIDDEN',
    print: (view) => terminal.print(format(view)),
  };
}

function toFormat({ format, json }: Options): RecordFormat {
  if (format !== undefined && json) throw new CommandError('Say -f or --json, not both.', exitCodes.usage);
  if (json) return (view) => JSON.stringify(view);
  return format === undefined ? formatForPeople : parseRecordFormat(format);
}

function parseCount(name: string, text: string | undefined, min: number): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text) || Number(text) < min)
    throw new CommandError(`${name} needs a whole number from ${min}.`, exitCodes.usage);
  return Number(text);
}
