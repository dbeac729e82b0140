import type { Question } from './register-questions.ts';

/** The value of an answer: words, or nothing where nothing need be said. */
export type Answer = string | null;

/** Where the answers come from: somebody at a terminal, or a file. */
export interface AnswerSource {
  /**
   * Asks until the answer passes `check`, which says what is wrong or null. `labelIndex` is null for the producer itself. Throws CommandError
   * where the source has no other answer to give.
   */
  readonly ask: (
    question: Question,
    labelIndex: number | null,
    check: (answer: Answer) => string | null,
  ) => Promise<Answer>;
  /** Whether there is another label after so many. */
  readonly hasAnotherLabel: (labelCount: number) => Promise<boolean>;
}

const yes = new Set(['ja', 'j', 'yes', 'y', 'true']);
const no = new Set(['nei', 'n', 'no', 'false']);

/** True for yes, false for no in either language, null for anything else. */
const parseConfirmation = (text: string): boolean | null => {
  const word = text.toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : null;
};

/** What was meant: the usual answer where nothing was said; `true` or `false` for a statement. */
export const toAnswer = ({ form, usual }: Question, said: string): Answer => {
  const text = said.trim() === '' ? (usual ?? '') : said.trim();
  if (text === '') return null;
  return form === 'yes-no' ? String(parseConfirmation(text) ?? text) : text;
};

/** What is wrong with an answer before the register is asked, or null. */
export const findMisunderstanding = ({ form, isRequired }: Question, answer: Answer): string | null => {
  if (answer === null) return isRequired ? 'svar må gis / an answer is needed' : null;
  if (form === 'yes-no' && answer !== 'true' && answer !== 'false') return 'svar ja eller nei / answer yes or no';
  return null;
};
