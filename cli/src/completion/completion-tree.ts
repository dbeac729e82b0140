import type { Argument, Command, Option } from 'commander';

/** What may stand at a place of the command line. */
export type Expected =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'anything' };

export type CompletedOption = {
  /** Such as `-n` and `--num`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** What follows it; null for a flag that stands alone. */
  readonly value: Expected | null;
};

/** One command of the tree and all that can follow it. */
export type CompletedCommand = {
  /** The words that lead to it, the program's own left out; empty for the program itself. */
  readonly path: readonly string[];
  readonly subcommands: readonly { readonly names: readonly string[]; readonly description: string }[];
  readonly options: readonly CompletedOption[];
  /** What its own arguments are; null where it takes none. */
  readonly argument: Expected | null;
};

/** Words for what stands in angle brackets, by its name. */
export type Vocabulary = Readonly<Record<string, readonly string[]>>;

/** Every command of a program, itself first, as a shell needs to know it. Pure: the program is only read. */
export function readCompletionTree(program: Command, vocabulary: Vocabulary): readonly CompletedCommand[] {
  const read = (command: Command, path: readonly string[]): readonly CompletedCommand[] => {
    const subcommands = command.commands.filter((one) => !('_hidden' in one && one._hidden === true));
    return [
      {
        path,
        subcommands: subcommands.map((one) => ({
          names: [one.name(), ...one.aliases()],
          description: one.description(),
        })),
        options: [...command.options.filter(({ hidden }) => !hidden).map((one) => toOption(one, vocabulary)), help],
        argument: toArgument(command.registeredArguments, vocabulary),
      },
      ...subcommands.flatMap((one) => [one.name(), ...one.aliases()].flatMap((name) => read(one, [...path, name]))),
    ];
  };
  return read(program, []);
}

const help: CompletedOption = { flags: ['-h', '--help'], description: 'display help for command', value: null };

function toOption(option: Option, vocabulary: Vocabulary): CompletedOption {
  const { short, long, description, required, optional, argChoices, flags } = option;
  const takesValue = required || optional;
  return {
    flags: [short, long].filter((flag) => flag !== undefined),
    description,
    value: takesValue ? expectedOf(/[<[]([^>\]]+)[>\]]/.exec(flags)?.[1] ?? '', argChoices, vocabulary) : null,
  };
}

/** Arguments are mostly alike: the first says what all of them are. */
function toArgument([first]: readonly Argument[], vocabulary: Vocabulary): Expected | null {
  return first === undefined ? null : expectedOf(first.name(), first.argChoices, vocabulary);
}

const fileNames: ReadonlySet<string> = new Set(['file', 'files', 'path', 'paths', 'folder', 'before', 'after']);

function expectedOf(name: string, choices: readonly string[] | undefined, vocabulary: Vocabulary): Expected {
  const plain = name.replace(/\.+$/, '');
  const words = choices ?? plain.split('|').flatMap((one) => vocabulary[one] ?? []);
  if (words.length > 0) return { kind: 'words', words };
  return { kind: fileNames.has(plain) ? 'files' : 'anything' };
}
