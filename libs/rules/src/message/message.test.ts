import { describe, expect, test } from '@jest/globals';
import { MessageWords } from './message-words.ts';
import { saysWhere } from './place-to-read.ts';
import { namesSender } from './sender.ts';
import { saysWhat } from './subject-matter.ts';

const tells = (text: string) => {
  const words = new MessageWords(text);
  return { sender: namesSender(words), where: saysWhere(words), what: saysWhat(words) };
};

describe('a message tells who writes', () => {
  test.each([
    'Nav: Dere har fått en oppgave',
    'Statens vegvesen: Søknaden er behandlet',
    'Bodø kommune har svart',
    'Statped: Kurset er flyttet',
    'Melding fra Arbeidstilsynet',
    'Oppgåve frå Lånekassa',
    'Rapporten er klar. Vennlig hilsen Bedrift AS',
    'Søknaden er avslått. Mvh Kari i kundesenteret',
    'Venleg helsing Skatteetaten',
    'Your claim is paid. Kind regards, the team',
    'A letter from Helfo',
  ])('in %p', (text) => expect(tells(text).sender).toBe(true));

  test.each([
    'Dere har fått en oppgave om oppfølgingsplan',
    'Husk: Frist for rapportering er 1. mai',
    'Logg inn på nav.no for å se oppgaven',
    'Ny melding: Logg inn på Altinn',
    'Takk for svar fra dere',
    'Med vennlig hilsen',
    '',
  ])('but not in %p', (text) => expect(tells(text).sender).toBe(false));
});

describe('a message tells where to find it', () => {
  test.each([
    'Logg inn på Min side for arbeidsgivere',
    'Logg deg på Mi side',
    'Se Altinn',
    'Svaret ligger på nav.no/sak',
    'Dere finner brevet i den digitale postkassen deres',
    'Les svaret hos oss',
    'Sign in to read it',
    'You will find it on My page',
    'De finn svaret i innboksen',
  ])('in %p', (text) => expect(tells(text).where).toBe(true));

  test.each(['Svar så fort dere kan', 'Fristen er i dag', 'Dere må lese brevet i dag', 'Please answer soon', ''])(
    'but not in %p',
    (text) => expect(tells(text).where).toBe(false),
  );
});

describe('a message tells what it is about', () => {
  test.each([
    'Nav: Dere har fått en oppgave om oppfølgingsplan',
    'Bodø kommune har behandlet barnehagesøknaden',
    'De er inviterte til møte',
    'New message from Nav about your refund claim',
  ])('in %p', (text) => expect(tells(text).what).toBe(true));

  test.each([
    'Dere har fått en ny melding. Logg inn på Min side for arbeidsgivere for å lese den.',
    'Nav: Du har en ny oppgave. Svar så fort du kan.',
    'De har fått ei ny oppgåve frå Oslo kommune. Logg inn på Altinn for å sjå ho.',
    'Hello from Nav! You have a new message. Log in to Altinn to read it.',
    'Hei Kari! Du har fått post. Vennlig hilsen Skatteetaten ved Ola Nordmann',
    'Det har skjedd noe nytt i saken din. Sjekk innboksen din i Altinn.',
    '',
  ])('but not in %p', (text) => expect(tells(text).what).toBe(false));
});

test('a message without end is read as far as anybody would', () => {
  const words = new MessageWords('ord '.repeat(100_000));
  expect(words.at(1_999)?.lower).toBe('ord');
  expect(words.at(2_000)).toBeUndefined();
  expect(() => tells('\ud800 \udfff '.repeat(10_000))).not.toThrow();
});
