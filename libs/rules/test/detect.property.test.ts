import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createDetector } from '../src/detect/detector.ts';
import { foldText } from '../src/detect/fold/fold-text.ts';
import { maskText } from '../src/detect/mask-text.ts';
import type { FieldForm } from '../src/field-table.ts';
import { createRuleEngine } from '../src/index.ts';
import { hostileKinds, hostileTexts } from '../src/testing/hostile-texts.ts';
import { publishedNumbers } from '../src/testing/published-numbers.ts';
import { readTextFixtures } from './fixture.ts';

const detector = createDetector();
const engine = createRuleEngine();
const form = fc.constantFrom<FieldForm>('TEXT', 'HTML', 'LINK', 'ID');

const fixtureTexts = (['clean-texts', 'bad-texts', 'evasions'] as const)
  .flatMap((name) => readTextFixtures(name))
  .map(({ text }) => text);
const hostilePieces = hostileKinds.flatMap((kind) => hostileTexts(kind, 40));
const joints = ['', ' ', '\n', '-', '.', ', ', '<b>', '&nbsp;', '%20', '\u200b', '\u0301', '\ud800', '\udc00', '1'];

/** Fixtures, numbers, hostile pieces and any Unicode, whole or cut anywhere, joined by what may join or part them. */
const cutText = fc
  .tuple(fc.constantFrom(...fixtureTexts, ...hostilePieces), fc.nat(200), fc.nat(200))
  .map(([text, from, length]) => text.slice(from % (text.length + 1), (from % (text.length + 1)) + length));
const piece = fc.oneof(
  fc.constantFrom(...fixtureTexts),
  cutText,
  fc.constantFrom(...Object.values(publishedNumbers).flat()),
  fc.constantFrom(...joints),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.nat(99_999_999_999).map(String),
);
const anyText = fc
  .array(fc.tuple(piece, fc.constantFrom(...joints)), { maxLength: 5 })
  .map((parts) => parts.flat().join(''));

const cutsPair = (text: string, index: number): boolean => {
  const [before, after] = [text.charCodeAt(index - 1), text.charCodeAt(index)];
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
};

const scope = { environment: 'prod', overrides: null } as const;

describe('what is found in any text', () => {
  test('lies inside the original, in order, without overlaps, and cuts no surrogate pair', () => {
    const holds = (text: string, ofForm: FieldForm) => {
      let last = 0;
      for (const { start, end } of detector.detect(text, ofForm)) {
        if (!(start >= last && end > start && end <= text.length)) return false;
        if (cutsPair(text, start) || cutsPair(text, end)) return false;
        last = end;
      }
      return true;
    };
    fc.assert(fc.property(anyText, form, holds), { numRuns: 3_000 });
  });

  test('is gone once it is masked', () => {
    const holds = (text: string, ofForm: FieldForm) =>
      detector.detect(maskText(text, detector.detect(text, ofForm)), ofForm).length === 0;
    fc.assert(fc.property(anyText, form, holds), { numRuns: 3_000 });
  });

  test('is gone from every fixture once it is masked, however the fixture is read', () => {
    const left = fixtureTexts.flatMap((text) =>
      (['TEXT', 'HTML', 'LINK', 'ID'] as const).filter(
        (ofForm) => detector.detect(maskText(text, detector.detect(text, ofForm)), ofForm).length > 0,
      ),
    );
    expect(left).toEqual([]);
  });

  test('is the same each time: the detector remembers nothing', () => {
    const holds = (text: string, ofForm: FieldForm) => {
      const first = JSON.stringify(detector.detect(text, ofForm));
      return first === JSON.stringify(detector.detect(text, ofForm));
    };
    fc.assert(fc.property(anyText, form, holds), { numRuns: 500 });
  });
});

describe('folding', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'æøåÆØÅabcXYZ 1-.,éüß', '\u200b', '\u00ad', '１', '\u2009', '😀'),
    maxLength: 60,
  });
  const norwegian = /[æøåÆØÅ]/g;

  test('keeps every æ, ø and å in its case and order', () => {
    const holds = (text: string) =>
      (foldText(text, 'TEXT').text.match(norwegian) ?? []).join('') === (text.match(norwegian) ?? []).join('');
    fc.assert(fc.property(letters, holds), { numRuns: 3_000 });
  });

  test('leaves a text of letters, digits and common punctuation as it is', () => {
    for (const { text, field, channel } of readTextFixtures('clean-texts')) {
      if (field === 'link' || channel === 'email' || /[^\u0020-\u007eæøåÆØÅ§«»]/u.test(text)) continue;
      expect(foldText(text, 'TEXT').text).toBe(text);
    }
  });

  test('maps each of its units to a place in the original, in order where nothing is moved to the end as of HTML', () => {
    const holds = (text: string, ofForm: FieldForm) => {
      const { text: folded, map } = foldText(text, ofForm);
      if (map === null) return folded.length === text.length;
      const starts = [...map.starts.subarray(0, folded.length)];
      const ends = [...map.ends.subarray(0, folded.length)];
      const liesInside = starts.every((start, at) => start >= 0 && start <= (ends[at] ?? -1));
      const isInOrder = starts.every((start, at) => at === 0 || start >= (starts[at - 1] ?? 0));
      return liesInside && ends.every((end) => end <= text.length) && (isInOrder || ofForm === 'HTML');
    };
    fc.assert(fc.property(anyText, form, holds), { numRuns: 3_000 });
  });
});

describe('the rules take every input', () => {
  const field = (ofForm: FieldForm) => ({ path: null, fieldClass: 'external', form: ofForm }) as const;
  const megabyte = 1_048_576;
  const judgeAsTextAndHtml = (text: string) => {
    for (const ofForm of ['TEXT', 'HTML'] as const) engine.judgeText(text, field(ofForm), scope);
  };

  test('any Unicode, lone surrogates and NUL', () => {
    const text = fc.string({
      unit: fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), fc.constantFrom(...joints, '\0')),
    });
    fc.assert(
      fc.property(text, form, (value, ofForm) => void engine.judgeText(value, field(ofForm), scope)),
      {
        numRuns: 3_000,
      },
    );
  });

  test.each(hostileKinds)('a megabyte of %s', (kind) => {
    const texts = hostileTexts(kind, megabyte);
    engine.judgeText(texts[0] ?? '', field('TEXT'), scope);
    engine.judgeText(texts.at(-1) ?? '', field('HTML'), scope);
  });

  test('a megabyte of ordinary sentences', () => {
    const page = fixtureTexts.join(' ');
    judgeAsTextAndHtml(page.repeat(Math.ceil(megabyte / page.length)).slice(0, megabyte));
  });

  test('HTML a hundred thousand elements deep, and tags that never end', () => {
    for (const text of [
      `${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}`,
      '<p',
      '<!--',
      '<a href="',
      "<p title='1",
    ])
      judgeAsTextAndHtml(text);
  });
});
