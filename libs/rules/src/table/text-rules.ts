import { brokenBy } from '../examples/rule-examples.ts';
import type { RuleTable } from '../rule.ts';
import { blockEverywhere } from '../severity.ts';

const structure = {
  area: 'structure',
  clause: null,
  severity: blockEverywhere,
  floor: blockEverywhere,
  milder: null,
  since: '1.0.0',
} as const;

/** What texts and links must look like, whatever they say. */
export const textRules = {
  TEXT_EMPTY: {
    ...structure,
    message: { nb: 'Teksten er tom.', en: 'The text is empty.' },
    remedy: {
      nb: 'Fyll ut feltet, eller send null der feltet er valgfritt.',
      en: 'Fill in the field, or send null where it is optional.',
    },
    examples: brokenBy('MessageCreated', { 'body.text': ' \u00a0\u200b' }),
  },
  TEXT_TOO_LONG: {
    ...structure,
    message: { nb: 'Teksten er lengre enn feltet tillater.', en: 'The text is longer than the field allows.' },
    remedy: {
      nb: 'Kort ned teksten. Grensene står i feltlisten, og telles i tegn.',
      en: 'Shorten the text. The limits stand in the list of fields, counted in characters.',
    },
    examples: brokenBy('CaseOpened', { 'body.title': 'Søknad om tilskudd. '.repeat(8) }),
  },
  TEXT_INVALID_CHARACTERS: {
    ...structure,
    message: {
      nb: 'Teksten har styretegn, halve tegn (surrogater) eller erstatningstegnet U+FFFD.',
      en: 'The text holds control characters, halves of characters (surrogates) or the replacement character U+FFFD.',
    },
    remedy: {
      nb: 'Les og skriv teksten som UTF-8 hele veien, og kutt den aldri midt i et tegn. Linjeskift og tabulator er lov i tekster.',
      en: 'Read and write the text as UTF-8 all the way, and never cut it inside a character. Line breaks and tabs are allowed in texts.',
    },
    examples: brokenBy('MessageCreated', { 'body.text': 'S\ufffdknaden er mottatt' }),
  },
  LINK_INVALID: {
    ...structure,
    message: {
      nb: 'Lenken er ikke en fullstendig adresse (https://vert/sti) uten brukernavn, mellomrom og spesialtegn.',
      en: 'The link is not a complete address (https://host/path) without user name, spaces and special characters.',
    },
    remedy: {
      nb: 'Send en absolutt https-adresse. Kod spesialtegn i stien som %XX og vertsnavn med æøå som xn--.',
      en: 'Send an absolute https address. Write special characters of the path as %XX and host names beyond ASCII as xn--.',
    },
    examples: brokenBy('MessageCreated', { 'body.link': '/min-side' }),
  },
  LINK_NOT_HTTPS: {
    ...structure,
    message: { nb: 'Lenken er ikke https.', en: 'The link is not https.' },
    remedy: { nb: 'Bruk https.', en: 'Use https.' },
    examples: brokenBy('MessageCreated', { 'body.link': 'http://www.nav.no/min-side' }),
  },
  LINK_HOST_NOT_ALLOWED: {
    ...structure,
    message: {
      nb: 'Lenken går til en vert som ikke står på produsentens eller plattformens liste.',
      en: "The link goes to a host that is not on the producer's or the platform's list.",
    },
    remedy: {
      nb: 'Lenk til en tillatt vert, eller få verten inn i registeret (allowedLinkHosts).',
      en: 'Link to an allowed host, or have the host added to the register (allowedLinkHosts).',
    },
    examples: brokenBy('MessageCreated', { 'body.link': 'https://example.com/min-side' }),
  },
} as const satisfies RuleTable;
