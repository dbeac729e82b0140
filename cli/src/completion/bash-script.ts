import type { CompletedCommand, Expected } from './completion-tree.ts';
import { caseLines, quote, stepsOf, valueCases } from './shell-words.ts';

const answers = (words: readonly string[]): string => `COMPREPLY=($(compgen -W ${quote(words.join(' '))} -- "$cur"))`;

/** Without an answer of ours bash looks for files (`-o default`), which is right where files are meant only. */
const answerFor = (expected: Expected): string =>
  ({
    words: () => answers(expected.kind === 'words' ? expected.words : []),
    files: () => 'COMPREPLY=()',
    anything: () => 'compopt +o default 2>/dev/null',
  })[expected.kind]();

const commandCases = ({ path, subcommands, options, argument }: CompletedCommand): readonly string[] => {
  const words = [
    ...subcommands.flatMap(({ names }) => names),
    ...(argument?.kind === 'words' ? argument.words : []),
    ...options.flatMap(({ flags }) => flags),
  ];
  const files = argument?.kind === 'files' ? '[[ "$cur" == -* ]] || { COMPREPLY=(); return; }; ' : '';
  const others = argument?.kind === 'files' ? '' : '; compopt +o default 2>/dev/null';
  return caseLines([path.join(' ')], `${files}${answers(words)}${others}`);
};

/** A script for bash 3.2 and later. */
export function renderBashScript(name: string, commands: readonly CompletedCommand[]): string {
  const indent = (lines: readonly string[]) => lines.map((line) => `      ${line}`);
  return [
    `# Completion of ${name} for bash: written by "${name} completion bash".`,
    `_${name}() {`,
    `  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" verb="" i`,
    '  COMPREPLY=()',
    '  for ((i = 1; i < COMP_CWORD; i++)); do',
    `    case "$verb:\${COMP_WORDS[i]}" in`,
    ...indent(stepsOf(commands).flatMap(({ from, to }) => caseLines([from], `verb=${quote(to)}`))),
    '    esac',
    '  done',
    '  case "$verb:$prev" in',
    ...indent(valueCases(commands, answerFor)),
    '  esac',
    '  case "$verb" in',
    ...indent(commands.flatMap(commandCases)),
    '  esac',
    '}',
    `complete -o default -F _${name} ${name}`,
    '',
  ].join('\n');
}
