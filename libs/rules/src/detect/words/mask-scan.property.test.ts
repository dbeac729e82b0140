import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskSign } from '../folded-text.ts';
import { maskText } from '../mask-text.ts';
import { createLexicon } from './lexicon.ts';
import { maskScan } from './mask-scan.ts';
import { scanWords } from './scan-words.ts';
import type { WordScan } from './word-scan.ts';

const lexicon = createLexicon();

const tokensOf = ({ text, count, countOfAll, ...columns }: WordScan) => ({
  text,
  count,
  tokens: Array.from({ length: countOfAll }, (_, token) =>
    (['from', 'to', 'shape', 'gap', 'sentenceStart', 'classes', 'entry'] as const).map((name) => columns[name][token]),
  ),
});

const piece = fc.constantFrom(
  'Kari',
  'kl',
  'på',
  'A',
  '1',
  '2026',
  'Nav',
  '.',
  ' ',
  '-',
  '\n',
  '! ',
  'dr. ',
  '\u001e',
  'ø',
  '😀',
);
const anyText = fc.array(piece, { maxLength: 20 }).map((parts) => parts.join(''));

/** Spans in order, apart. */
const spansIn = (text: string, places: readonly number[]) => {
  const sorted = [...new Set(places.map((place) => place % (text.length + 1)))].sort((one, other) => one - other);
  return sorted.flatMap((start, index) => {
    const end = sorted[index + 1];
    return index % 2 === 0 && end !== undefined ? [{ start, end }] : [];
  });
};

test('a scan from which spans were masked is the scan of the masked text, unless a span cuts a word', () => {
  fc.assert(
    fc.property(anyText, fc.array(fc.nat(), { maxLength: 6 }), fc.nat(), (text, places, wordsEnd) => {
      const spans = spansIn(text, places);
      const original = { text, map: null, wordsEnd: wordsEnd % (text.length + 1) };
      const masked = { ...original, text: maskText(text, spans, maskSign) };
      const scan = maskScan(scanWords(original, lexicon), masked, spans, lexicon);
      const reused = scan === null ? null : tokensOf(scan);
      const anew = tokensOf(scanWords(masked, lexicon));
      if (reused !== null) expect(reused).toEqual(anew);
    }),
    { numRuns: 500 },
  );
});
