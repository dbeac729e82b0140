/** What an act of an operator is called. */
export const actionWords: Readonly<Record<string, string>> = {
  DELETIONS_PAUSED: 'Paused',
  DELETIONS_RESUMED: 'Went on',
  DELETIONS_APPROVED: 'Approved',
  HOLD_ADDED: 'Placed a hold',
  HOLD_RELEASED: 'Ended a hold',
};

/** Why something is deleted. */
export const causeWords: Readonly<Record<string, string>> = {
  RETENTION: 'its time is over',
  PRODUCER: 'its producer asked',
  OPERATOR: 'an operator asked',
  PRODUCER_OFFBOARDED: 'its producer has ended',
};

/** Why the circuit breaker opened. */
export const stopWords: Readonly<Record<string, string>> = {
  ABNORMAL_VOLUME: 'far more is due than on the days before',
  ABSOLUTE_LIMIT: 'more is due than may go without approval',
};

/** The word for a code, or the code. */
export const wordOf = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code;
