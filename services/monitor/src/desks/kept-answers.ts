/** Answers that are given again for a while, and asked for once by all who ask meanwhile. */
export type KeptAnswers = {
  /** Throws what `ask` throws; that is not kept. */
  readonly get: <T>(question: string, keepMs: number, ask: () => Promise<T>) => Promise<T>;
  /** Forgets all: something was changed. */
  readonly forget: () => void;
};

const maxQuestions = 100;

/** Makes a place for answers. */
export function createKeptAnswers(now: () => number): KeptAnswers {
  const kept = new Map<string, { readonly until: number; readonly answer: Promise<unknown> }>();
  const askAnew = <T>(question: string, keepMs: number, ask: () => Promise<T>): Promise<T> => {
    if (kept.size >= maxQuestions) kept.clear();
    const answer = ask();
    kept.set(question, { until: now() + keepMs, answer });
    answer.catch(() => {
      if (kept.get(question)?.answer === answer) kept.delete(question);
    });
    return answer;
  };
  return {
    get: <T>(question: string, keepMs: number, ask: () => Promise<T>) => {
      const known = kept.get(question);
      return known !== undefined && known.until > now() ? (known.answer as Promise<T>) : askAnew(question, keepMs, ask);
    },
    forget: () => kept.clear(),
  };
}
