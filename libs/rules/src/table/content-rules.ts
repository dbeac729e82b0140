import { brokenBy, eventExample } from '../examples/rule-examples.ts';
import type { RuleTable } from '../rule.ts';
import { blockEverywhere, inBoth } from '../severity.ts';
import { personalData, warnInAppAndLinkBlockExternal } from './content-severities.ts';

const never = {
  area: 'content',
  clause: 'C12',
  severity: blockEverywhere,
  floor: blockEverywhere,
  milder: null,
  since: '1.0.0',
} as const;

const unlikely = inBoth({ 'in-app': 'warn', link: 'observe', id: 'observe', external: 'warn' });

/** Numbers and addresses that point to a person. */
export const contentRules = {
  TEXT_IDENTITY_NUMBER: {
    ...never,
    message: {
      nb: 'Feltet inneholder et fødselsnummer, D-nummer eller et annet nummer i samme familie.',
      en: 'The field holds a national identity number, a D-number or another number of that family.',
    },
    remedy: {
      nb: 'Fjern nummeret. Fødselsnummer skal aldri stå i tekster, lenker, id-er, SMS eller e-post; bare i mottakeren (nærmeste leder).',
      en: 'Remove the number. Identity numbers never belong in texts, links, ids, SMS or e-mail; only in the recipient (nearest leader).',
    },
    examples: brokenBy('MessageCreated', { 'body.text': 'Ny melding om sykefraværet til 179120 99997' }),
  },
  TEXT_IDENTITY_NUMBER_LIKELY: {
    ...never,
    milder: {
      when: { nb: 'ingen ord i nærheten tyder på det', en: 'no word near it says so' },
      severity: unlikely,
      floor: unlikely,
    },
    message: {
      nb: 'Feltet inneholder et tall som ser ut som et fødselsnummer, men som kan være feilskrevet eller noe annet.',
      en: 'The field holds a number that looks like a national identity number, mistyped perhaps, or something else.',
    },
    remedy: {
      nb: 'Fjern nummeret. Er det noe annet, som et saksnummer, så skriv det slik at det ikke ligner: med bokstaver eller skråstrek.',
      en: 'Remove the number. If it is something else, a case number perhaps, write it so that it does not look like one: with letters or a slash.',
    },
    examples: brokenBy('MessageCreated', { 'body.text': 'Ny melding om den ansatte, fødselsnr 130972 48032' }),
  },
  TEXT_ACCOUNT_NUMBER: {
    ...personalData,
    message: {
      nb: 'Teksten inneholder et kontonummer eller IBAN.',
      en: 'The text holds a bank account number or an IBAN.',
    },
    remedy: {
      nb: 'Fjern nummeret, og la brukeren se det etter innlogging.',
      en: 'Remove the number, and let the user see it after logging in.',
    },
    examples: {
      valid: eventExample('MessageCreated', { 'body.text': 'Refusjonen på 12 450 kroner er utbetalt' }),
      invalid: eventExample('MessageCreated', { 'body.text': 'Refusjonen er utbetalt til konto 8601.11.17947' }),
    },
  },
  TEXT_PHONE: {
    ...personalData,
    message: { nb: 'Teksten inneholder et telefonnummer.', en: 'The text holds a phone number.' },
    remedy: {
      nb: 'Fjern nummeret. Navs offentlige servicenumre er tillatt; andre kontaktopplysninger hører hjemme bak innlogging.',
      en: "Remove the number. Nav's public service numbers are allowed; other contact details belong behind the log-in.",
    },
    examples: {
      valid: eventExample('MessageCreated', { 'body.text': 'Ring oss på 55 55 33 36 hvis dere lurer på noe' }),
      invalid: eventExample('MessageCreated', { 'body.text': 'Den ansatte kan nås på mobil 412 34 567' }),
    },
  },
  TEXT_EMAIL_ADDRESS: {
    ...personalData,
    severity: warnInAppAndLinkBlockExternal,
    milder: {
      when: {
        nb: 'adressen er et felles postmottak, som post@ eller info@',
        en: 'the address is a shared mailbox, such as post@ or info@',
      },
      severity: inBoth({ 'in-app': 'observe', link: 'observe', external: 'warn' }),
      floor: inBoth({ 'in-app': 'observe', external: 'observe' }),
    },
    message: { nb: 'Teksten inneholder en e-postadresse.', en: 'The text holds an e-mail address.' },
    remedy: {
      nb: 'Fjern adressen, og vis til Min side eller til et felles kontaktpunkt.',
      en: 'Remove the address, and point to My page or to a shared point of contact.',
    },
    examples: {
      valid: eventExample('MessageCreated'),
      invalid: eventExample('MessageCreated', { 'body.text': 'Spørsmål kan sendes til demo.ansatt@example.com' }),
    },
  },
  TEXT_BIRTH_DATE: {
    ...personalData,
    message: { nb: 'Teksten inneholder en fødselsdato.', en: 'The text holds a date of birth.' },
    remedy: {
      nb: 'Fjern datoen. Trenger mottakeren å vite hvem det gjelder, så vis det etter innlogging.',
      en: 'Remove the date. If the recipient has to know whom it is about, show it after the log-in.',
    },
    examples: {
      valid: eventExample('MessageCreated', { 'body.text': 'Fristen er 15. mars 2027' }),
      invalid: eventExample('MessageCreated', { 'body.text': 'Ny melding om den ansatte, født 13.09.1972' }),
    },
  },
  TEXT_PERSON_NAME: {
    ...personalData,
    milder: {
      when: { nb: 'det er usikkert om det er et navn', en: 'it is not certain that it is a name' },
      severity: inBoth({ 'in-app': 'warn', external: 'warn' }),
      floor: inBoth({ 'in-app': 'observe', external: 'observe' }),
    },
    message: { nb: 'Teksten inneholder et personnavn.', en: "The text holds a person's name." },
    remedy: {
      nb: 'Skriv «den ansatte» eller «dere» i stedet for navnet. Navnet kan vises etter innlogging.',
      en: 'Write "the employee" or "you" instead of the name. The name can be shown after the log-in.',
    },
    examples: brokenBy('MessageCreated', { 'body.text': 'Søknaden for Kari Nordmann er mottatt' }),
  },
} as const satisfies RuleTable;
