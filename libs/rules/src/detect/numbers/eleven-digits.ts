import type { Candidate, Confidence, DetectionKind } from '../detection.ts';
import { firstRemainder, isAccountNumber } from './check-digits.ts';
import { classifyIdentityNumber, hasPlausibleDate, type IdentityNumberKind } from './classify-identity-number.ts';
import {
  type DigitChain,
  digitsOf,
  type GroupWindow,
  lengthOf,
  rangeOf,
  windowOfDigits,
  windowOfShape,
} from './digit-groups.ts';
import { contextOf, type NumberContext } from './number-context.ts';
import { holdsYear, isPartOfHexadecimalId, looksLikeList, overlapsDate } from './token-vetoes.ts';

/** How eleven digits are printed: as an identity number, as an account number (4-2-5), or in groups of some other kind. */
type Print = 'whole' | 'identity' | 'account' | 'spaced' | 'odd';

const shapes: readonly (readonly [Print, readonly number[]])[] = [
  ['whole', [11]],
  ['identity', [6, 5]],
  ['account', [4, 2, 5]],
  ['spaced', [2, 2, 2, 5]],
  ['spaced', [6, 3, 2]],
  ['spaced', [2, 2, 2, 3, 2]],
  ['spaced', [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
];

interface Printed {
  readonly print: Print;
  readonly window: GroupWindow;
}

/** The eleven digits that begin with group `start`, in a shape that is used, or all of a chain in any shape. */
const printedAt = (chain: DigitChain, start: number): Printed | undefined => {
  for (const [print, shape] of shapes) {
    const window = windowOfShape(chain, start, shape);
    if (window !== undefined) return { print, window };
  }
  const standsAlone = start === 0 || chain[start - 1]?.isTaken === true;
  const window = standsAlone ? windowOfDigits(chain, start, 11) : undefined;
  const next = chain[window?.end ?? 0];
  return window === undefined || next?.isTaken === false ? undefined : { print: 'odd', window };
};

interface Reading {
  readonly kind: DetectionKind;
  readonly confidence: Confidence;
  readonly also?: readonly DetectionKind[];
}

const identityNumber: Reading = { kind: 'IDENTITY_NUMBER', confidence: 'high' };
const likelyInContext: Reading = { kind: 'IDENTITY_NUMBER_LIKELY', confidence: 'high' };
const likely: Reading = { kind: 'IDENTITY_NUMBER_LIKELY', confidence: 'low' };
const account: Reading = { kind: 'ACCOUNT_NUMBER', confidence: 'high' };
const possibleAccount: Reading = { kind: 'ACCOUNT_NUMBER', confidence: 'low' };

const alsoIdentity = (reading: Reading, digits: string): Reading => {
  const kind = classifyIdentityNumber(digits);
  if (kind !== undefined && kind !== 'fh-number') return { ...reading, also: ['IDENTITY_NUMBER'] };
  return kind === 'fh-number' || hasPlausibleDate(digits) ? { ...reading, also: ['IDENTITY_NUMBER_LIKELY'] } : reading;
};

/** Digits whose check digits and date are right, or an FH-number, which has no date to be right. */
const readExact = (
  digits: string,
  kind: IdentityNumberKind,
  print: Print,
  context: NumberContext,
): Reading | undefined => {
  if (context === 'identity') return identityNumber;
  if (kind === 'fh-number') return print === 'odd' || context === 'reference' ? undefined : likely;
  // Numbers from 2032 on pass too easily to be believed in a shape that nobody uses.
  return print === 'odd' && firstRemainder(digits) !== 0 ? undefined : identityNumber;
};

/** Digits with the date of a person and wrong check digits: mistyped, or something else. */
const readDated = (print: Print, context: NumberContext, isAccount: boolean): Reading | undefined => {
  if (context === 'identity') return likelyInContext;
  if (context === 'reference' || (print !== 'whole' && print !== 'identity')) return undefined;
  return isAccount ? { ...likely, also: ['ACCOUNT_NUMBER'] } : likely;
};

const readEleven = (digits: string, print: Print, context: NumberContext): Reading | undefined => {
  const isAccount = isAccountNumber(digits);
  if (isAccount && (context === 'account' || (print === 'account' && context !== 'identity'))) {
    return alsoIdentity(account, digits);
  }
  const kind = classifyIdentityNumber(digits);
  if (kind !== undefined) return readExact(digits, kind, print, context);
  if (hasPlausibleDate(digits)) return readDated(print, context, isAccount);
  return isAccount && print === 'whole' && context === 'none' ? possibleAccount : undefined;
};

/** False where neither the second check nor a date is right: most digits need no look at what stands around them. */
const mayBeNumber = (digits: string): boolean => isAccountNumber(digits) || hasPlausibleDate(digits);

const isVetoed = (text: string, { print, window }: Printed): boolean => {
  const { from, to } = rangeOf(window);
  if (isPartOfHexadecimalId(text, from, to)) return true;
  if (print === 'whole') return false;
  return overlapsDate(text, window) || (print === 'odd' && (holdsYear(text, window) || looksLikeList(text, window)));
};

/** The identity or account number that begins with group `start` of a chain; undefined where there is none. */
export const readElevenDigits = (
  text: string,
  chain: DigitChain,
  start: number,
): { readonly candidate: Candidate; readonly window: GroupWindow } | undefined => {
  const first = chain[start];
  if (first === undefined || lengthOf(first) > 11) return undefined;
  const printed = printedAt(chain, start);
  if (printed === undefined) return undefined;
  const digits = digitsOf(text, printed.window);
  if (!mayBeNumber(digits) || isVetoed(text, printed)) return undefined;
  const { from, to } = rangeOf(printed.window);
  const reading = readEleven(digits, printed.print, contextOf(text, from, to));
  return reading && { candidate: { ...reading, from, to, category: null }, window: printed.window };
};
