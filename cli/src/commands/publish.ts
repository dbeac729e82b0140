import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import type { Environment } from '@varselvakt/rules';
import { type Command, Option } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { createJudge } from '../lint/create-judge.ts';
import { loadFaultlessRegister } from '../load-faultless-register.ts';
import { formatJudged, type JudgedEvent, judgeEvents, shownId, toJson } from '../publish/judge-events.ts';
import { sendEvents } from '../publish/send-events.ts';
import type { Terminal } from '../terminal.ts';

type Options = {
  readonly send?: true;
  readonly despiteFindings?: true;
  readonly env: Environment;
  readonly register: string | undefined;
  readonly topic?: string;
  readonly json?: true;
};

const examples = `
  varselvakt sample MessageCreated --producer my-team --label "My label" | varselvakt publish
  varselvakt publish events.yaml --register register/ --send`;

/** `publish`: judges events from files or the standard input, and publishes them when asked to. */
export function addPublishCommand(program: Command, terminal: Terminal): void {
  program
    .command('publish')
    .argument('[files...]', 'JSON (one event, an array, or one a line) or YAML; - or nothing for the standard input')
    .option('--send', 'publish; without it events are only judged')
    .option('--despite-findings', 'publish what would be refused, too: to see the refusal')
    .addOption(new Option('--env <environment>', 'where it goes').choices(['dev', 'prod']).default('dev'))
    .option('--register <path>', 'judge by the entries of this register too', process.env['REGISTER_PATH'])
    .option('--topic <topic>', 'default: the producer’s own inbound topic where there is one, else the shared one')
    .option('--json', 'a line of JSON for each event')
    .addHelpText('after', examples)
    .description(
      'judge events as the validator would, and publish them with --send; nothing is sent when one is refused',
    )
    .action(async (files: readonly string[], options: Options) => publish(files, options, terminal));
}

async function publish(files: readonly string[], options: Options, terminal: Terminal): Promise<void> {
  const judged = await judgeAll(files, options);
  for (const one of judged) terminal.print(options.json ? JSON.stringify(toJson(one)) : formatJudged(one));
  if (judged.some(({ event }) => event === null))
    throw new CommandError('Not everything could be read: nothing was published.', exitCodes.usage);
  const refusedCount = judged.filter((one) => one.judged?.verdict === 'REJECTED').length;
  if (refusedCount > 0 && !options.despiteFindings)
    throw new CommandError(
      `${refusedCount} of ${judged.length} would be refused: nothing was published.`,
      exitCodes.failed,
    );
  const events = judged.flatMap(({ event }) => (event === null ? [] : [event]));
  if (!options.send) {
    terminal.say(`${events.length} events could be published; add --send to do it.`);
    return;
  }
  await sendEvents(events, options.topic, ({ eventId, topic, partition, offset }) => {
    const id = shownId({ eventId });
    terminal.print(
      options.json
        ? JSON.stringify({ eventId: id, topic, partition, offset: Number(offset) })
        : `published ${id ?? 'an event without an id'} at ${topic}/${partition}/${offset}`,
    );
  });
}

async function judgeAll(files: readonly string[], options: Options): Promise<readonly JudgedEvent[]> {
  const { env: environment, register: registerPath } = options;
  const register = registerPath === undefined ? null : await loadFaultlessRegister(registerPath);
  const settings = {
    environment,
    language: 'nb',
    format: 'people',
    asTexts: false,
    quiet: false,
    colour: false,
  } as const;
  const judge = await createJudge({ ...settings, overrides: {}, registerPath: null, now: Date.now() }, register);
  const judged: JudgedEvent[] = [];
  for (const file of files.length === 0 ? ['-'] : files) {
    const [name, text] = file === '-' ? ['stdin', await readStream(process.stdin)] : [file, await readText(file)];
    judged.push(...judgeEvents(name, text, judge));
  }
  if (judged.length === 0) throw new CommandError('There is no event in the input.', exitCodes.usage);
  return judged;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new CommandError(`${file} cannot be read.`, exitCodes.usage, { cause });
  }
}
