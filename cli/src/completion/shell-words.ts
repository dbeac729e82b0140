import type { CompletedCommand, Expected } from './completion-tree.ts';

/** A text as one word of a shell. */
export const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** `pattern) act ;;` of bash and zsh, for one or more texts that are meant as they are. */
export const caseLines = (texts: readonly string[], act: string): readonly string[] => [
  `${texts.map(quote).join('|')}) ${act} ;;`,
];

/** For each option with a value: what is offered after it. */
export const valueCases = (
  commands: readonly CompletedCommand[],
  answerFor: (expected: Expected) => string,
): readonly string[] =>
  commands.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value === null
        ? []
        : caseLines(
            flags.map((flag) => `${path.join(' ')}:${flag}`),
            `${answerFor(value)}; return`,
          ),
    ),
  );

/** How each word leads from one command to the next; both are told as the words from the program on. */
export const stepsOf = (commands: readonly CompletedCommand[]) =>
  commands
    .filter(({ path }) => path.length > 0)
    .map(({ path }) => ({ from: `${path.slice(0, -1).join(' ')}:${path.at(-1)}`, to: path.join(' ') }));

/** The first sentence, for the narrow column beside a word. */
export const shortly = (description: string): string => description.split(/[;:.] /)[0] ?? '';
