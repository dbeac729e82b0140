import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { judgeFinder, parseMarkedSamples } from '../../testing/marked-samples.ts';
import type { Candidate } from '../detection.ts';
import { createLexicon } from '../words/lexicon.ts';
import { scanWords } from '../words/scan-words.ts';
import { findSensitiveTerms } from './find-sensitive-terms.ts';

const lexicon = createLexicon();
const find = (text: string): readonly Candidate[] => {
  const folded = { text, map: null };
  return findSensitiveTerms(folded, scanWords(folded, lexicon), lexicon);
};
const told = (text: string): readonly string[] =>
  find(text).map(({ category, confidence, from, to }) => `${category} ${confidence} ${text.slice(from, to)}`);

const sampleFile = join(import.meta.dirname, '..', '..', '..', 'samples', 'terms.txt');
const samples = parseMarkedSamples(readFileSync(sampleFile, 'utf8'));

test('of the marked samples nearly all terms are found, nearly nothing else, and with the confidence that is marked', () => {
  const { precision, recall, sureness, faults } = judgeFinder(samples, find);
  expect(samples.length).toBeGreaterThan(180);
  expect({ faults, isGood: Math.min(precision, recall, sureness) >= 0.97 }).toMatchObject({ isGood: true });
});

describe('a strong term', () => {
  test('is high beside one particular person', () => {
    expect(told('Hun har kreft.')).toEqual(['HEALTH high kreft']);
  });

  test('is low where the text speaks of a subject', () => {
    expect(told('Kreft er en vanlig sykdom i befolkningen.')).toEqual(['HEALTH low Kreft', 'HEALTH low sykdom']);
  });

  test('is low where „you" only may be meant', () => {
    expect(told('Hvis du får kreft, har du rettigheter.')).toEqual(['HEALTH low kreft']);
    expect(told('Har du kreft? Les mer.')).toEqual(['HEALTH low kreft']);
  });

  test('is high after a word of the clinic, also without a person', () => {
    expect(told('Innkalling til kontroll: lungebetennelse')).toEqual(['HEALTH high lungebetennelse']);
  });
});

test.each(['sykepenger', 'Sjukepengane', 'uføretrygd', 'sykmelding', 'foreldrepenger'])(
  'the everyday word %s is low even beside a person',
  (word) => {
    expect(find(`Hun har søkt om ${word}.`).map(({ confidence }) => confidence)).toEqual(['low']);
  },
);

test.each([
  'Økonomien har feber.',
  'Vi lo av vitsen.',
  'Medlem av laget',
  'MELD DERE TIL ME I DAG',
  'Kirkegata er stengt.',
  'Kreftene tok slutt.',
  'Hvalfangst og utbrudd',
  'Gi beskjed hvis du er syk.',
])('%j holds no sensitive term', (text) => {
  expect(told(text)).toEqual([]);
});

test('a name that is also a term is a name', () => {
  expect(told('Han heter Kristen.')).toEqual([]);
  expect(told('Han er kristen.')).toEqual(['RELIGION high kristen']);
});

test('an abbreviation counts in capitals among small letters only', () => {
  expect(told('Ola har ME.')).toEqual(['HEALTH high ME']);
  expect(told('Ola har me.')).toEqual([]);
  expect(told('OLA HAR ME NÅ')).toEqual([]);
});

test('a term of several words is one span, over hyphens and numbers too', () => {
  expect(told('Hun har diabetes type 2 og er HIV-positiv.')).toEqual([
    'HEALTH high diabetes type 2',
    'HEALTH high HIV-positiv',
  ]);
});

test('a term of several words does not reach over a sentence or a comma', () => {
  expect(told('Han ble medlem. Av LO kom ingen.')).toEqual([]);
  expect(told('Medlem, av LO')).toEqual([]);
});

test.each([
  ['muskelsykdommene', 'Pasienten har muskelsykdommene.'],
  ['regnbuehinnebetennelse', 'Pasienten har regnbuehinnebetennelse.'],
  ['ryggliding', 'Pasienten har ryggliding.'],
  ['epilepsibehandlingen', 'Pasienten fikk epilepsibehandlingen.'],
])('the compound %s is found by its end or beginning', (word, text) => {
  expect(told(text)).toEqual([`HEALTH high ${word}`]);
});

test.each(['hanggliding', 'folkesykdommen', 'desinfeksjonen', 'Demensforeningen'])(
  'the compound %s is none, though it ends or begins like one',
  (word) => {
    expect(told(`Hun liker ${word}.`)).toEqual([]);
  },
);

test('all categories are found, in bokmål and nynorsk', () => {
  const texts = [
    'Ho har hjartesvikt.',
    'Ho er medlem i Utdanningsforbundet.',
    'Ho er katolikk.',
    'Ho røysta på Senterpartiet.',
    'Ho har samisk bakgrunn.',
    'Ho er lesbisk.',
    'Ho tok gentest.',
    'Ho gav fingeravtrykk.',
    'Ho sit i fengsel.',
  ];
  expect(texts.flatMap((text) => find(text).map(({ category }) => category))).toEqual([
    'HEALTH',
    'UNION',
    'RELIGION',
    'POLITICS',
    'ETHNICITY',
    'SEX_LIFE',
    'GENETIC',
    'BIOMETRIC',
    'CRIME',
  ]);
});

test.each(['', ' ', '\u0000', '\ud800', 'å'.repeat(4000), 'kreft '.repeat(700), 'medlem av '.repeat(400)])(
  'any text is taken without an exception (%#)',
  (text) => {
    for (const { from, to } of find(text)) expect(text.slice(from, to).trim()).not.toBe('');
  },
);
