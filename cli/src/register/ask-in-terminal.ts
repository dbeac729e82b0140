import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { CommandError, exitCodes } from '../command-error.ts';
import type { Language } from '../language.ts';
import { type Answer, type AnswerSource, findMisunderstanding, toAnswer } from './answer-source.ts';
import { anotherLabel, type Question } from './register-questions.ts';

/** A source of answers that asks a person. */
export interface TerminalQuestions extends AnswerSource {
  readonly close: () => void;
}

/** Asks line by line: answers are read from `input`, which may be a pipe, and prompts are said without touching standard output. */
export function askInTerminal(input: Readable, say: (text: string) => void, lang: Language): TerminalQuestions {
  const reader = createInterface({ input });
  const lines = reader[Symbol.asyncIterator]();

  const askOnce = async (question: Question): Promise<Answer> => {
    const hint = question.form === 'yes-no' ? { nb: ' (ja/nei)', en: ' (yes/no)' }[lang] : '';
    const usual = question.usual === undefined ? '' : ` [${question.usual}]`;
    say(`${question.words[lang]}${hint}${usual}:`);
    const { value, done } = await lines.next();
    if (done === true)
      throw new CommandError(`The answers ended before "${question.key}"; nothing is written.`, exitCodes.failed);
    return toAnswer(question, value);
  };

  const ask: AnswerSource['ask'] = async (question, _labelIndex, check) => {
    for (;;) {
      const answer = await askOnce(question);
      const wrong = findMisunderstanding(question, answer) ?? check(answer);
      if (wrong === null) return answer;
      say(`  ${question.key}: ${wrong}`);
    }
  };

  return {
    ask,
    hasAnotherLabel: async (labelCount) => labelCount === 0 || (await ask(anotherLabel, null, () => null)) === 'true',
    close: () => reader.close(),
  };
}
