import { describe, expect, test } from '@jest/globals';
import { linksOf } from '../../testing/lone-finders.ts';
import { foldText } from '../fold/fold-text.ts';

const found = (text: string): readonly string[] =>
  linksOf(foldText(text, 'TEXT')).map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`);

describe('a link', () => {
  test.each([
    ['Se nav.no', 'nav.no'],
    ['Les mer på https://www.nav.no/min-side.', 'https://www.nav.no/min-side'],
    ['Gå til www.nav', 'www.nav'],
    ['NAV.NO', 'NAV.NO'],
    ['Logg inn (nav.no).', 'nav.no'],
    ['Se nav.no.Vi hjelper', 'nav.no'],
    ['Example.Com', 'Example.Com'],
    ['Se bit.ly/abc', 'bit.ly/abc'],
    ['arbeidsgiver.nav.no/min-side?a=1#b', 'arbeidsgiver.nav.no/min-side?a=1#b'],
    ['192.168.1.1/admin', '192.168.1.1/admin'],
    ['http://localhost:8080/x', 'http://localhost:8080/x'],
    ['Besøk ikea.se for mer', 'ikea.se'],
    ['min-nav-innlogging.online', 'min-nav-innlogging.online'],
    ['Se Nav.no/soknad', 'Nav.no/soknad'],
    ['Se nav.no13097248022', 'nav.no'],
  ])('in %p is found whole, without the sentence around it', (text, link) => {
    expect(found(text)).toEqual([`LINK ${link}`]);
  });

  test.each([
    'hxxps://evil.example/x',
    'hxxp[:]//nav[.]no',
    'nav[.]no',
    'nav(.)no',
    'nav (dot) no',
    'nav[dot]no',
    'nav punktum no',
    'www punktum nav punktum no',
    'nav．no',
    'nav。no',
    'nav . no',
    'nav .no',
  ])('spelled as %p is found', (text) => {
    expect(found(text)).toEqual([`LINK ${text}`]);
  });

  test('of which a text has several is found each time, with the e-mail address between them', () => {
    expect(found('Se nav.no, skriv til a@b.no eller gå til altinn.no/hjelp')).toEqual([
      'LINK nav.no',
      'EMAIL_ADDRESS a@b.no',
      'LINK altinn.no/hjelp',
    ]);
  });
});

describe('an e-mail address', () => {
  test('in the path of a link is found by itself, a user of a host is not', () => {
    expect(found('https://nav.no/x?e=kari@example.com&a=1')).toEqual([
      'LINK https://nav.no/x?e=',
      'EMAIL_ADDRESS kari@example.com',
    ]);
    expect(found('https://kari@nav.no/x')).toEqual(['LINK https://kari@nav.no/x']);
  });

  test('of an office is of low confidence', () => {
    const confidences = (text: string) => linksOf(foldText(text, 'TEXT')).map(({ confidence }) => confidence);
    expect(confidences('post@example.no, kari@example.no, POST+x@example.no, posten@example.no')).toEqual([
      'low',
      'high',
      'high',
      'high',
    ]);
  });

  test.each([
    'kari@nav.no',
    'kari.nordmann@example.com',
    'ola+x@sub.example.no',
    'kari krøllalfa nav.no',
    'kari krøllalfa nav punktum no',
    'kari(at)nav.no',
    'kari [at] nav [dot] no',
    'kari＠nav.no',
  ])('written %p is found whole and is no link', (text) => {
    expect(found(`Skriv til ${text}, takk`)).toEqual([`EMAIL_ADDRESS ${text}`]);
  });
});

test.each([
  'Hei.Vi har et møte',
  'møtet.Vi ses',
  'Hei.men du',
  'ferdig.se vedlegg',
  'dere.Er det greit',
  'rapport.pdf',
  'brev.docx',
  'vedlegg.zip',
  'f.eks. dette',
  'f.eks.er',
  'bl.a. nei',
  'm.m. og t.o.m. mandag',
  'org.nr 988',
  'tlf.nr 55',
  'mill.kr',
  'kl.12.00',
  'Kom kl 10:30',
  '10.am',
  '1.500,50 kroner',
  'v1.2.3',
  '§ 8-4 og kapittel 2.1',
  '1.2.2026',
  'Noe ... Vi',
  'Dette er punktum for saken',
  'Punktum. Slik er det',
  'Svar nei (at du ikke) kommer',
  'Nav: hei',
])('%p holds no link', (text) => {
  expect(found(text)).toEqual([]);
});

test('hostile texts are read in time that grows with their length', () => {
  const pieces = [
    '.',
    'a.',
    'a@',
    ' dot ',
    '(dot)',
    'a(at)',
    '://',
    'a://',
    'no.',
    ' .no',
    "a'",
    'a.a@a.a',
    '[.',
    'www.',
  ];
  for (const piece of pieces) expect(() => linksOf({ text: piece.repeat(20_000), map: null })).not.toThrow();
});
