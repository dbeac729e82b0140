import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { createLexicon } from '../words/lexicon.ts';
import { scanWords } from '../words/scan-words.ts';
import { findNames } from './find-names.ts';

interface MarkedSentence {
  readonly text: string;
  /** The spans that stood in [brackets]. */
  readonly names: readonly string[];
}

interface Score {
  readonly precision: number;
  readonly recall: number;
}

const lexicon = createLexicon();
const span = (text: string, from: number, to: number): string => `${from} ${text.slice(from, to)}`;

const parseSentence = (line: string): MarkedSentence => {
  const parts = line.split(/[[\]]/);
  let text = '';
  const places: [number, number][] = [];
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) places.push([text.length, text.length + part.length]);
    text += part;
  }
  return { text, names: places.map(([from, to]) => span(text, from, to)) };
};

const sentencesOf = (set: string): readonly MarkedSentence[] =>
  readFileSync(new URL(`../../../fixtures/names-${set}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(parseSentence);

const found = (text: string): readonly string[] =>
  findNames({ text, map: null }, scanWords({ text, map: null }, lexicon), lexicon).map(({ from, to }) =>
    span(text, from, to),
  );

/** A name counts as found only where its span is the same from first to last letter. */
const scoreOf = (sentences: readonly MarkedSentence[], counts: (name: string) => boolean): Score => {
  const told = sentences.flatMap(({ text }, at) =>
    found(text)
      .filter(counts)
      .map((name) => `${at} ${name}`),
  );
  const marked = new Set(sentences.flatMap(({ names }, at) => names.filter(counts).map((name) => `${at} ${name}`)));
  const right = told.filter((name) => marked.has(name)).length;
  return { precision: right / told.length, recall: right / marked.size };
};

const isWhole = (name: string): boolean => /^\d+ \S+ \S/.test(name);

// The first set was there while the rules were made, the others were written before their result was seen.
test.each(['first', 'second', 'third'])(
  'in the %s set all names are found with precision and recall above the bars',
  (set) => {
    const { precision, recall } = scoreOf(sentencesOf(set), () => true);
    expect(precision).toBeGreaterThanOrEqual(0.93);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  },
);

test.each(['first', 'second', 'third'])(
  'in the %s set names of two words or more are found from first to last word',
  (set) => {
    const { precision, recall } = scoreOf(sentencesOf(set), isWhole);
    expect(precision).toBeGreaterThanOrEqual(0.97);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  },
);

test('the sets are large enough to say something', () => {
  const all = ['first', 'second', 'third'].flatMap(sentencesOf);
  expect(all.length).toBeGreaterThan(400);
  expect(all.flatMap(({ names }) => names).length).toBeGreaterThan(300);
  expect(all.filter(({ names }) => names.length === 0).length).toBeGreaterThan(150);
});

test('clean messages of the fixtures hold no name', () => {
  const texts = readFileSync(new URL('../../../fixtures/clean-texts.ndjson', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): { text: string; field: string } => JSON.parse(line))
    .filter(({ text }) => !text.includes('<'));
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.flatMap(({ text }) => found(text))).toEqual([]);
});
