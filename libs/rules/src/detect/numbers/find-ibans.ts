import type { Candidate } from '../detection.ts';
import { isDigitCode, isLatinCode, isLetterCode } from './character-kind.ts';
import { ibanRemainder } from './check-digits.ts';
import type { DigitChain } from './digit-groups.ts';

const countryLengths =
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 ' +
  'FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 ' +
  'MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ' +
  'SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30';

const lengthOfCountry: ReadonlyMap<string, number> = new Map(
  countryLengths.split(' ').map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

/** Signs that may stand between two characters of an IBAN. */
const maxGap = 2;

const isAlphanumeric = (code: number): boolean => isDigitCode(code) || isLatinCode(code);
const isSeparator = (code: number): boolean => code === 32 || code === 45 || code === 46 || (code >= 9 && code <= 13);

/** The next letter or digit from `index` on, over at most two separators; -1 where there is none. */
const nextCharacter = (text: string, index: number): number => {
  for (let at = index; at <= index + maxGap; at += 1) {
    const code = text.charCodeAt(at);
    if (isAlphanumeric(code)) return at;
    if (!isSeparator(code)) return -1;
  }
  return -1;
};

/** Where two letters stand before the digits at `index`, by themselves; -1 where they do not. */
const countryBefore = (text: string, index: number): number => {
  const at = isSeparator(text.charCodeAt(index - 1)) ? index - 3 : index - 2;
  const isCode = at >= 0 && isLatinCode(text.charCodeAt(at)) && isLatinCode(text.charCodeAt(at + 1));
  const before = text.charCodeAt(at - 1);
  return isCode && !isLetterCode(before) && !isDigitCode(before) ? at : -1;
};

/** True where the two letters of a country stand before the digits at `index`. */
export const isCountryBefore = (text: string, index: number): boolean => {
  const from = countryBefore(text, index);
  return from >= 0 && lengthOfCountry.has(text.slice(from, from + 2).toUpperCase());
};

/** The end of so many letters and digits from `from` on; -1 where there are fewer, or the last is not the last of its word. */
const endOfCharacters = (text: string, from: number, count: number): number => {
  let at = from;
  for (let index = 0; index < count; index += 1) {
    at = nextCharacter(text, at);
    if (at < 0) return -1;
    at += 1;
  }
  return isAlphanumeric(text.charCodeAt(at)) ? -1 : at;
};

const notAlphanumeric = /[^A-Z0-9]/g;

const ibanAt = (text: string, digitsFrom: number): Candidate | undefined => {
  const from = countryBefore(text, digitsFrom);
  if (from < 0) return undefined;
  const length = lengthOfCountry.get(text.slice(from, from + 2).toUpperCase());
  const to = length === undefined ? -1 : endOfCharacters(text, from, length);
  if (to < 0) return undefined;
  const iban = text.slice(from, to).toUpperCase().replace(notAlphanumeric, '');
  return ibanRemainder(iban) === 1 ? { kind: 'IBAN', from, to, confidence: 'high', category: null } : undefined;
};

/** Account numbers with country and check digits, of any country; takes the digit groups that they use. */
export const findIbans = (text: string, chains: readonly DigitChain[]): readonly Candidate[] => {
  const found: Candidate[] = [];
  let end = 0;
  for (const chain of chains) {
    for (const group of chain) {
      if (group.from >= end && !group.isTaken) {
        const iban = ibanAt(text, group.from);
        if (iban !== undefined) {
          found.push(iban);
          end = iban.to;
        }
      }
      if (group.from < end) group.isTaken = true;
    }
  }
  return found;
};
