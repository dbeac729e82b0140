import type { CompletedCommand, CompletedOption, Expected } from './completion-tree.ts';
import { shortly, stepsOf } from './shell-words.ts';

/** A text as one word of fish, whose single quotes know the backslash. */
const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const choicesOf = (expected: Expected): string =>
  expected.kind === 'words'
    ? ` -x -a ${quote(expected.words.join(' '))}`
    : expected.kind === 'files'
      ? ' -r -F'
      : ' -x';

function optionLine(start: string, { flags, description, value }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  return `${start} ${names.join(' ')}${value === null ? '' : choicesOf(value)} -d ${quote(shortly(description))}`;
}

function linesOf(name: string, { path, subcommands, options, argument }: CompletedCommand): readonly string[] {
  const start = `complete -c ${name} -n ${quote(`__${name}_at ${quote(path.join(' '))}`)}`;
  return [
    ...subcommands.flatMap(({ names, description }) =>
      names.map((word) => `${start} -f -a ${quote(word)} -d ${quote(shortly(description))}`),
    ),
    ...(argument?.kind === 'words' ? [`${start} -f -a ${quote(argument.words.join(' '))}`] : []),
    ...(argument?.kind === 'files' ? [`${start} -F`] : []),
    ...options.map((option) => optionLine(start, option)),
  ];
}

/** A script for fish 3 and later. */
export function renderFishScript(name: string, commands: readonly CompletedCommand[]): string {
  return [
    `# Completion of ${name} for fish: written by "${name} completion fish".`,
    `function __${name}_at`,
    "    set -l verb ''",
    '    for word in (commandline -opc)[2..-1]',
    '        switch "$verb:$word"',
    ...stepsOf(commands).map(({ from, to }) => `            case ${quote(from)}; set verb ${quote(to)}`),
    '        end',
    '    end',
    '    test "$verb" = "$argv[1]"',
    'end',
    `complete -c ${name} -f`,
    ...commands.flatMap((command) => linesOf(name, command)),
    '',
  ].join('\n');
}
