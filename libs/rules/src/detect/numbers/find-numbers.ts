import type { Candidate } from '../detection.ts';
import { fewestDateDigits, type TextSigns } from '../text-signs.ts';
import type { WordScan } from '../words/word-scan.ts';
import { chainsOf, collectChains, type DigitChain, digitsOf, rangeOf, take, windowOfDigits } from './digit-groups.ts';
import { readElevenDigits } from './eleven-digits.ts';
import { findBirthDates } from './find-birth-dates.ts';
import { findIbans } from './find-ibans.ts';
import { findSplitNumbers } from './find-split-numbers.ts';
import { findTelephones } from './find-telephones.ts';
import { readLookalikes } from './lookalike-digits.ts';
import { hasDufContext } from './number-context.ts';
import { findSpelledNumbers } from './spelled-numbers.ts';
import { takeUuids } from './take-uuids.ts';

const none: readonly Candidate[] = [];

/** No telephone number is shorter, with its country in front or without. */
const fewestDigits = 8;

const addElevenDigits = (text: string, chain: DigitChain, found: Candidate[]): void => {
  for (let start = 0; start < chain.length; start += 1) {
    if (chain[start]?.isTaken !== false) continue;
    const number = readElevenDigits(text, chain, start);
    if (number === undefined) continue;
    found.push(number.candidate);
    take(number.window);
  }
};

/** Twice where something was found: what stands alone once the rest is taken may be a number in groups of its own. */
const findElevenDigits = (text: string, chain: DigitChain): readonly Candidate[] => {
  const found: Candidate[] = [];
  addElevenDigits(text, chain, found);
  if (found.length > 0) addElevenDigits(text, chain, found);
  return found;
};

const dufDigits = 12;

/** Numbers of asylum seekers: no check digits, so only after their name. They begin with a year. */
const findDufNumbers = (text: string, chain: DigitChain): readonly Candidate[] => {
  for (let start = 0; start < chain.length; start += 1) {
    const window = windowOfDigits(chain, start, dufDigits);
    if (window === undefined) continue;
    const { from, to } = rangeOf(window);
    if (!/^(?:19|20)/.test(digitsOf(text, window)) || !hasDufContext(text, from)) continue;
    take(window);
    return [{ kind: 'IDENTITY_NUMBER_LIKELY', from, to, confidence: 'high', category: null }];
  }
  return none;
};

const digitCountOf = (chain: DigitChain): number => {
  let sum = 0;
  for (const { from, to } of chain) sum += to - from;
  return sum;
};

/** Strongest first: each takes the digits that it knows from those that come after it. */
const findInChain = (text: string, chain: DigitChain): readonly Candidate[] => {
  const digits = digitCountOf(chain);
  if (digits < fewestDigits) return none;
  const eleven = digits < 11 ? none : findElevenDigits(text, chain);
  const duf = digits < dufDigits ? none : findDufNumbers(text, chain);
  const telephones = findTelephones(text, chain);
  return eleven.length + duf.length + telephones.length === 0 ? none : [...eleven, ...duf, ...telephones];
};

const findDigits = (text: string, chains: readonly DigitChain[], mayHoldIban: boolean): readonly Candidate[] => {
  takeUuids(text, chains);
  const found: Candidate[] = mayHoldIban ? [...findIbans(text, chains)] : [];
  for (const chain of chains) {
    for (const candidate of findInChain(text, chain)) found.push(candidate);
  }
  for (const candidate of findSplitNumbers(text, chains)) found.push(candidate);
  return found;
};

/** True where some digits are many enough by themselves, or what stands beside few may make them so. */
const mayHoldDigits = ({ digits, longestChain, hasFiveDigits, mayHoldIban }: TextSigns): boolean =>
  longestChain >= fewestDigits || (digits >= fewestDigits && (hasFiveDigits || mayHoldIban));

/** What only comes to light when letters are read as digits: identity numbers, whose check digits prove it. */
const findDisguised = (text: string): readonly Candidate[] => {
  const read = readLookalikes(text);
  if (read === undefined) return none;
  return findDigits(read, collectChains(read), true).filter(({ kind }) => kind === 'IDENTITY_NUMBER');
};

/**
 * Every number of a folded text that the terms speak of: identity numbers of all kinds, accounts, telephone numbers, dates of birth.
 * Organisation numbers, public telephone numbers, amounts and references are left alone.
 */
export const findNumbers = (scan: WordScan, signs: TextSigns): readonly Candidate[] => {
  const { text } = scan;
  const spelled = signs.maySpellNumbers ? findSpelledNumbers(text) : none;
  if (signs.digits < fewestDateDigits) return spelled;
  const dates = signs.mayTellOfBirth ? findBirthDates(text) : none;
  const written = mayHoldDigits(signs) ? findDigits(text, chainsOf(scan), signs.mayHoldIban) : none;
  const disguised = signs.hasLookalikes ? findDisguised(text) : none;
  if (spelled.length + dates.length + written.length + disguised.length === 0) return none;
  return [...spelled, ...dates, ...written, ...disguised];
};
