import type { Readable } from 'node:stream';
import { CommandError, exitCodes } from '../command-error.ts';

/** Asks a person, or reads the lines of a pipe. Questions go where results do not. */
export type Questions = {
  /** A line; throws CommandError when the input has ended or Ctrl-C was pressed. */
  readonly ask: (question: string) => Promise<string>;
  /** The same without showing what is typed. */
  readonly askSecret: (question: string) => Promise<string>;
  readonly close: () => void;
};

/** Standard input, as far as it is needed here. */
export type QuestionInput = Readable & { readonly isTTY?: boolean; readonly setRawMode?: (isRaw: boolean) => unknown };

const [ctrlC, ctrlD] = ['\u0003', '\u0004'];
/** What the key that takes a character back sends. */
const erasers = '\u0008\u007f';

/**
 * Reads answers character by character, because a secret must not be echoed and what follows it may lie in the same piece of a pipe.
 * On a terminal the driver's own editing is switched off while a secret is typed.
 */
export function openQuestions(input: QuestionInput, say: (text: string) => void): Questions {
  const pieces = input.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
  const lineEnds = input.isTTY === true ? '\r\n' : '\n';
  let rest = '';
  const nextCharacter = async (): Promise<string | null> => {
    while (rest === '') {
      const { value, done } = await pieces.next();
      if (done === true) return null;
      rest = value;
    }
    const [first = ''] = rest;
    rest = rest.slice(first.length);
    return first;
  };

  const readLine = async (): Promise<string> => {
    let line = '';
    for (;;) {
      const character = await nextCharacter();
      if (character === ctrlC) throw new CommandError('Interrupted.', exitCodes.interrupted);
      if (character === null || character === ctrlD) return requireSome(line);
      if (lineEnds.includes(character)) return line;
      line = erasers.includes(character) ? line.slice(0, -1) : line + character;
    }
  };

  return {
    ask: (question) => {
      say(question);
      return readLine();
    },
    askSecret: async (question) => {
      say(question);
      const isTerminal = input.isTTY === true;
      if (isTerminal) input.setRawMode?.(true);
      try {
        return await readLine();
      } finally {
        if (isTerminal) input.setRawMode?.(false);
      }
    },
    close: () => {
      input.pause();
      if ('unref' in input && typeof input.unref === 'function') input.unref();
    },
  };
}

/** What was typed before the end; throws CommandError when that is nothing. */
function requireSome(line: string): string {
  if (line === '') throw new CommandError('Nothing was typed.', exitCodes.usage);
  return line;
}
