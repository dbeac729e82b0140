import { expect, test } from '@jest/globals';
import { createLexicon } from '../words/lexicon.ts';
import { scanWords } from '../words/scan-words.ts';
import { findNames } from './find-names.ts';

const lexicon = createLexicon();

/** What is found, with a mark behind what is sure. */
const names = (text: string): readonly string[] =>
  findNames({ text, map: null }, scanWords({ text, map: null }, lexicon), lexicon).map(
    ({ from, to, confidence }) => `${text.slice(from, to)}${confidence === 'high' ? '!' : ''}`,
  );

test.each([
  ['Møtet er med Kari Nordmann.', 'Kari Nordmann!'],
  ['Møtet er med Kari Xqvist.', 'Kari Xqvist!'],
  ['Møtet er med Anne-Marie Hansen.', 'Anne-Marie Hansen!'],
  ['Møtet er med Inga Strøm-Erichsen.', 'Inga Strøm-Erichsen!'],
  ['Møtet er med Nils T. Bjørke.', 'Nils T. Bjørke!'],
  ['Møtet er med K. Nordmann.', 'K. Nordmann!'],
  ['Møtet er med J.K. Rowling.', 'J.K. Rowling!'],
  ['Møtet er med Ludwig van Beethoven.', 'Ludwig van Beethoven!'],
  ['Møtet er med Ursula von der Leyen.', 'Ursula von der Leyen!'],
  ['Møtet er med Bashar al-Assad.', 'Bashar al-Assad!'],
  ['Møtet er med Osama bin Laden.', 'Osama bin Laden!'],
  ["Møtet er med Sinéad O'Connor.", "Sinéad O'Connor!"],
  ['Møtet er med Dylan McDonald.', 'Dylan McDonald!'],
  ['Møtet er med Xi Jinping.', 'Xi Jinping!'],
  ['Møtet er med Kim Jong-un.', 'Kim Jong-un!'],
  ['Møtet er med Per Hansen jr. og andre.', 'Per Hansen jr.!'],
  ['Her var kong Haakon VII og hoffet.', 'Haakon VII!'],
  ['Saka til Máret Ánne Sara er klar.', 'Máret Ánne Sara!'],
])('in %j the name is taken from first to last word', (text, name) => {
  expect(names(text)).toEqual([name]);
});

test.each([
  ['Planen til Karis sjef og Kari Hansens sjef', ['Karis', 'Kari Hansens!']],
  ['Norges Erna Solberg og NRK Kari Hansen', ['Erna Solberg!', 'Kari Hansen!']],
  ['Eidsvolls Kari Hansen', ['Kari Hansen!']],
  ['Sør-Afrikas Nelson Mandela', ['Nelson Mandela!']],
  ['Kari Hansens Disse dagene', ['Kari Hansens!']],
  ['Bergens Kari Hansen', ['Kari Hansen!']],
  ['boka til Carl Frode Tillers venn', ['Carl Frode Tillers!']],
])('in %j genitives are part of a name, owners before it are not', (text, expected) => {
  expect(names(text)).toEqual(expected);
});

test.each([
  ['Hei Kari, du har time.', 'Kari!'],
  ['Hilsen\nKari', 'Kari!'],
  ['Mvh Per Hansen', 'Per Hansen!'],
  ['Det sier statsminister Solberg.', 'Solberg!'],
  ['Dr. Hansen har time.', 'Hansen!'],
  ['Saksbehandler Hansen har time.', 'Hansen!'],
  ['– Nei, sier Solberg.', 'Solberg!'],
  ['Solberg sier nei.', 'Solberg!'],
  ['Kari (45) har time.', 'Kari!'],
  ['– Nei, sier Qvarstein.', 'Qvarstein'],
])('in %j what stands beside it tells the name', (text, name) => {
  expect(names(text)).toEqual([name]);
});

test('one listed name alone is only likely', () => {
  expect(names('Avtalen med Kari er klar. Hansen har svart.')).toEqual(['Kari', 'Hansen']);
});

test.each([
  'Per i dag er fristen mandag.',
  'Dag etter dag gikk.',
  'Liv og helse går foran.',
  'Mai er vår.',
  'Even om det regner, møt opp.',
  'Vil du endre? Husk fristen. Sak 4. Møte mandag.',
  'Min side og My page',
  'We meet on 4 May.',
  'A. Innledning kommer først.',
  'Ring «Min side» nå.',
])('words that are names too are left alone in %j', (text) => {
  expect(names(text)).toEqual([]);
});

test.each([
  'Møt opp i Karl Johans gate.',
  'Kontoret er i Stein Rokkans hus.',
  'Kontoret er ved St. Olavs plass.',
  'Hansen AS og Kari Traa AS har svart.',
  'Møller & Co har svart.',
  'Solberg-regjeringen har svart.',
  'Folk i Moss, Halden og Mo i Rana har svart.',
  'De bor i Los Angeles og San Francisco.',
  'Hilsen Nav',
  'Med vennlig hilsen Arbeidstilsynet',
  'Det sier Statoil, Høyre, Aftenposten og Arbeiderpartiet.',
  'Nav Arbeidslivssenter Rogaland har svart.',
  'OSLO - BERGEN: ALT OM NY ORDNING',
  'Trykk på knappen Endre for å rette.',
  'Det står i kapittelet Vera og i feltet Dag.',
])('places, bodies and things are no persons in %j', (text) => {
  expect(names(text)).toEqual([]);
});

test.each([
  ['KARI NORDMANN HAR SVART', ['KARI NORDMANN!']],
  ['avtalen med kari nordmann er klar', ['kari nordmann']],
  ['avtalen med kari er klar', []],
  ['alle av oss kan lese', []],
])('in %j other letter cases tell only whole well-known names', (text, expected) => {
  expect(names(text)).toEqual(expected);
});

test('several names of one text are told in order', () => {
  expect(names('Kari Hansen, Ola Moe og Per Lie')).toEqual(['Kari Hansen!', 'Ola Moe!', 'Per Lie!']);
});

test('a text of capitals without end is cut into runs, and nothing is thrown', () => {
  expect(names('Xa '.repeat(3000))).toEqual([]);
  expect(names('Kari '.repeat(3000)).length).toBeGreaterThan(0);
});
