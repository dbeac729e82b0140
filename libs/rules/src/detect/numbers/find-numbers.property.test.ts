import { describe, expect, test } from '@jest/globals';
import * as oracle from '@navikt/fnrvalidator';
import fc from 'fast-check';
import type { FieldForm } from '../../field-table.ts';
import { printsOf } from '../../testing/found-numbers.ts';
import { numbersOf } from '../../testing/lone-finders.ts';
import { publishedNumbers } from '../../testing/published-numbers.ts';
import { foldText } from '../fold/fold-text.ts';
import { maskSign } from '../folded-text.ts';
import { maskText } from '../mask-text.ts';
import { ibanRemainder, isAccountNumber } from './check-digits.ts';
import { classifyIdentityNumber } from './classify-identity-number.ts';

const { 'fh-number': _, ...exactKinds } = publishedNumbers;
const someNumber = fc.constantFrom(...Object.values(exactKinds).flat());
const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1 }),
    fc.constantFrom('\ud800', '\udfff', '1', '9', ' ', '-', '&#48;', '%31', '<b>', 'NO', '+47'),
  ),
});
const form = fc.constantFrom<FieldForm>('TEXT', 'HTML', 'LINK', 'ID');
const oracleKinds: readonly unknown[] = ['birth-number', 'd-number', 'h-number', 'tenor-synthetic'];

/** Mulberry32: the same numbers every run. */
const createRandom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

describe('eleven digits', () => {
  test('are judged as Nav’s own validator judges them, on every kind that it knows', () => {
    const random = createRandom(7);
    let agreed = 0;
    for (let index = 0; index < 200_000; index += 1) {
      const text = String(Math.floor(random() * 1e11)).padStart(11, '0');
      const isKnown = oracleKinds.includes(classifyIdentityNumber(text));
      if (isKnown === (oracle.idnr(text).status === 'valid')) agreed += 1;
    }
    expect(agreed).toBe(200_000);
  });

  test('that are an identity number are an account number too: only print and words tell them apart', () => {
    fc.assert(fc.property(someNumber, (digits) => isAccountNumber(digits)));
  });
});

describe('the search for numbers', () => {
  const signs = fc.constantFrom('§', '\u{1f512}', 'å', 'ж', '漢');

  test('finds an identity number between any two texts whose letters and signs do not belong to it', () => {
    const holds = (before: string, after: string, number: string, fence: string, ofForm: FieldForm) => {
      fc.pre(!/[<&"']/.test(before) && !before.includes('%'));
      return printsOf(`${before}${fence}å ${number} å${fence}${after}`, 'IDENTITY_NUMBER', ofForm).some((print) =>
        print.includes(number),
      );
    };
    fc.assert(fc.property(anyText, anyText, someNumber, signs, form, holds), { numRuns: 2_000 });
  });

  test('finds an identity number in every grouping that people use, with any signs between', () => {
    const lengths = fc.constantFrom(
      [6, 5],
      [2, 2, 2, 5],
      [6, 3, 2],
      [2, 2, 2, 3, 2],
      [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    );
    const gap = fc.constantFrom(
      ' ',
      '-',
      '.',
      '/',
      '_',
      ' - ',
      '\n',
      '\u00a0',
      '\u2009',
      '\u200b ',
      ')(',
      '  ',
      '–',
      '·',
      '\t',
    );
    const holds = (number: string, sizes: readonly number[], gaps: readonly string[]) => {
      let print = '';
      let from = 0;
      sizes.forEach((size, index) => {
        print += `${index === 0 ? '' : gaps[index % gaps.length]}${number.slice(from, from + size)}`;
        from += size;
      });
      return printsOf(`Om ${print} her`, 'IDENTITY_NUMBER').join() === print;
    };
    fc.assert(fc.property(someNumber, lengths, fc.array(gap, { minLength: 1, maxLength: 1 }), holds), {
      numRuns: 2_000,
    });
  });

  test('finds nothing more once what it found is masked', () => {
    const holds = (parts: readonly string[], ofForm: FieldForm) => {
      const folded = foldText(parts.join(' '), ofForm);
      const spans = numbersOf(folded)
        .map(({ from, to }) => ({ start: from, end: to }))
        .sort((one, other) => one.start - other.start);
      return numbersOf({ ...folded, text: maskText(folded.text, spans, maskSign) }).length === 0;
    };
    const piece = fc.oneof(
      anyText,
      someNumber,
      fc.constantFrom('tlf', 'født', 'konto', '99887766', '8601.11.17947', '12.05.1984'),
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 6 }), form, holds), { numRuns: 2_000 });
  });

  test('knows an IBAN by its remainder and no other digits', () => {
    const digits = fc.stringMatching(/^[0-9]{11}$/);
    const holds = (account: string) => {
      const check = String(98 - ibanRemainder(`NO00${account}`)).padStart(2, '0');
      const wrong = String((Number(check) + 1) % 100).padStart(2, '0');
      return ibanRemainder(`NO${check}${account}`) === 1 && ibanRemainder(`NO${wrong}${account}`) !== 1;
    };
    fc.assert(fc.property(digits, holds));
  });
});
