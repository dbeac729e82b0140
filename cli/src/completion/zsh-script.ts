import type { CompletedCommand, Expected } from './completion-tree.ts';
import { caseLines, quote, shortly, stepsOf, valueCases } from './shell-words.ts';

const answerFor = (expected: Expected): string => {
  if (expected.kind === 'words') return `compadd -- ${expected.words.map(quote).join(' ')}`;
  return expected.kind === 'files' ? '_files' : '_message value';
};

/** `word:what it is`, in which a colon of the word itself is escaped. */
const item = (word: string, description: string): string =>
  quote(`${word.replaceAll(':', '\\:')}:${shortly(description)}`);

const commandCases = ({ path, subcommands, options, argument }: CompletedCommand): readonly string[] => {
  const items = [
    ...subcommands.flatMap(({ names, description }) => names.map((name) => item(name, description))),
    ...(argument?.kind === 'words' ? argument.words.map((word) => item(word, '')) : []),
    ...options.flatMap(({ flags, description }) => flags.map((flag) => item(flag, description))),
  ];
  const files = argument?.kind === 'files' ? '; _files' : '';
  return caseLines([path.join(' ')], `items=(${items.join(' ')}); _describe item items${files}`);
};

/** A script for zsh: to be sourced, or put into a folder of $fpath as `_<name>`. */
export function renderZshScript(name: string, commands: readonly CompletedCommand[]): string {
  const indent = (lines: readonly string[]) => lines.map((line) => `      ${line}`);
  return [
    `#compdef ${name}`,
    `# Completion of ${name} for zsh: written by "${name} completion zsh".`,
    `_${name}() {`,
    '  local verb="" i',
    '  local -a items',
    '  for ((i = 2; i < CURRENT; i++)); do',
    `    case "$verb:\${words[i]}" in`,
    ...indent(stepsOf(commands).flatMap(({ from, to }) => caseLines([from], `verb=${quote(to)}`))),
    '    esac',
    '  done',
    `  case "$verb:\${words[CURRENT-1]}" in`,
    ...indent(valueCases(commands, answerFor)),
    '  esac',
    '  case "$verb" in',
    ...indent(commands.flatMap(commandCases)),
    '  esac',
    '}',
    `if [ "$funcstack[1]" = "_${name}" ]; then _${name} "$@"; else compdef _${name} ${name}; fi`,
    '',
  ].join('\n');
}
