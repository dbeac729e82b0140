import { findIdentityNumbers } from '../../identity-number/find-identity-numbers.ts';
import type { Candidate } from '../detection.ts';
import type { FoldedText } from '../folded-text.ts';

/** Every number of a folded text that the terms speak of: identity numbers, accounts, telephone numbers, dates of birth. */
export const findNumbers = ({ text }: FoldedText): readonly Candidate[] =>
  findIdentityNumbers(text, 'TEXT').map(({ start, end }) => ({
    kind: 'IDENTITY_NUMBER',
    from: start,
    to: end,
    confidence: 'high',
    category: null,
  }));
