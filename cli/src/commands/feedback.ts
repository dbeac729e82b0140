import { once } from 'node:events';
import { createEventDecoder } from '@varselvakt/codec';
import type { EventOutcome } from '@varselvakt/domain';
import { openTopicReader, type TopicAccess } from '@varselvakt/inspection';
import { feedbackSubject, findFeedbackTopicsOf } from '@varselvakt/pipeline';
import { parseRuleCode } from '@varselvakt/rules';
import { type Command, Option } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { type FeedbackFilter, isWanted } from '../feedback/feedback-filter.ts';
import { formatOutcome } from '../feedback/format-outcome.ts';
import { type Language, languageOption } from '../language.ts';
import type { Terminal } from '../terminal.ts';
import { withTopicAccess } from '../with-topic-access.ts';

const outcomes: readonly EventOutcome['outcome'][] = [
  'ACCEPTED',
  'WARNED',
  'REJECTED',
  'DUPLICATE',
  'CONFLICT',
  'UNREADABLE',
  'LATE',
  'DELETION_PLANNED',
  'DELETED',
];

type Options = {
  readonly producer: string;
  readonly code?: string;
  readonly outcome?: EventOutcome['outcome'];
  readonly follow?: true;
  readonly lang: Language;
  readonly json?: true;
};

/** `feedback`: what became of a producer's events. */
export function addFeedbackCommand(program: Command, terminal: Terminal): void {
  program
    .command('feedback')
    .requiredOption('--producer <id>', 'whose events')
    .option('--code <code>', 'only outcomes with this finding, such as TEXT_IDENTITY_NUMBER')
    .addOption(new Option('--outcome <outcome>', 'only this outcome').choices(outcomes))
    .option('--follow', 'go on with what comes, until Ctrl-C')
    .addOption(languageOption())
    .option('--json', 'one JSON object a line')
    .description('what became of a producer’s events, and what to do about it')
    .action(async (options: Options) => withTopicAccess((access) => readFeedback(access, options, terminal)));
}

function toFilter({ producer, code, outcome }: Options): FeedbackFilter {
  const known = code === undefined ? null : parseRuleCode(code.toUpperCase());
  if (known === undefined)
    throw new CommandError(`There is no code "${code}"; "varselvakt rules" lists them.`, exitCodes.usage);
  return { producerId: producer, code: known, outcome: outcome ?? null };
}

async function readFeedback(access: TopicAccess, options: Options, terminal: Terminal): Promise<void> {
  const filter = toFilter(options);
  const { registry, admin } = access;
  const topics = await findFeedbackTopicsOf(options.producer, admin, access.topics);
  const decoder = createEventDecoder({ registry, readers: topics.map(feedbackSubject), now: Date.now });
  const print = (outcome: EventOutcome) =>
    terminal.print(options.json ? JSON.stringify(outcome) : formatOutcome(outcome, options.lang));
  const reader = await openTopicReader({
    ...access,
    topics,
    groupPrefix: `${options.producer}-cli`,
    onRecords: async (records) => {
      await decoder.prepare(records);
      for (const { value, headers } of records) {
        const decoded = value === null ? undefined : decoder.decode(value, headers);
        if (decoded?.ok && isWanted(decoded.value, filter)) print(decoded.value);
      }
    },
  });
  try {
    await reader.caughtUp;
    if (options.follow) await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  } finally {
    await reader.stop();
  }
}
