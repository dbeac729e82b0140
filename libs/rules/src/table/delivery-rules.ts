import { brokenBy, eventExample } from '../examples/rule-examples.ts';
import type { RuleTable } from '../rule.ts';
import { blockEverywhere, warnEverywhere } from '../severity.ts';

const structure = {
  area: 'structure',
  clause: null,
  severity: blockEverywhere,
  floor: blockEverywhere,
  milder: null,
  since: '1.0.0',
} as const;

/** Who may see it and how they are told: recipients, channels, phone numbers, addresses, SMS lengths. */
export const deliveryRules = {
  RECIPIENT_MISSING: {
    ...structure,
    message: { nb: 'Ingen mottakere er oppgitt.', en: 'No recipients are given.' },
    remedy: {
      nb: 'Oppgi minst én mottaker: en Altinn-ressurs eller en nærmeste leder.',
      en: 'Give at least one recipient: an Altinn resource or a nearest leader.',
    },
    examples: brokenBy('MessageCreated', { 'body.recipients': [] }),
  },
  RECIPIENT_INVALID: {
    ...structure,
    message: {
      nb: 'Mottakeren er ikke en gyldig Altinn-ressurs, eller lederen eller den ansatte har ikke et gyldig fødselsnummer eller D-nummer.',
      en: 'The recipient is not a valid Altinn resource, or the leader or employee has no valid identity number.',
    },
    remedy: {
      nb: 'Sjekk ressurs-id-en mot Altinn, og send fødselsnummer eller D-nummer med elleve sifre uten mellomrom.',
      en: 'Check the resource id against Altinn, and send identity numbers as eleven digits without spaces.',
    },
    examples: brokenBy('MessageCreated', { 'body.recipients[0].resourceId': 'en ressurs med mellomrom' }),
  },
  RECIPIENT_NOT_ALLOWED: {
    ...structure,
    message: {
      nb: 'Merkelappen er ikke satt opp for denne mottakeren.',
      en: 'The label is not set up for this recipient.',
    },
    remedy: {
      nb: 'Bruk en mottaker som står på merkelappen i registeret, eller be om å få den lagt til.',
      en: 'Use a recipient that stands on the label in the register, or ask to have it added.',
    },
    examples: brokenBy('MessageCreated', { 'body.recipients[0].resourceId': 'en-annen-ressurs' }),
  },
  CHANNEL_NOT_ALLOWED: {
    ...structure,
    message: {
      nb: 'Merkelappen er ikke satt opp for denne kanalen for eksterne varsler.',
      en: 'The label is not set up for this channel of external messages.',
    },
    remedy: {
      nb: 'Bruk en kanal som står på merkelappen i registeret, eller be om å få den lagt til.',
      en: 'Use a channel that stands on the label in the register, or ask to have it added.',
    },
    examples: brokenBy('TaskCreated', {}, { label: { channels: ['email'] } }),
  },
  PHONE_INVALID: {
    ...structure,
    message: {
      nb: 'Telefonnummeret er verken et norsk mobilnummer eller et utenlandsk nummer med landkode.',
      en: 'The phone number is neither a Norwegian mobile number nor a foreign number with its country code.',
    },
    remedy: {
      nb: 'Send åtte sifre som begynner med 4 eller 9, med eller uten +47, eller + og landkode for utenlandske nummer.',
      en: 'Send eight digits starting with 4 or 9, with or without +47, or + and the country code for foreign numbers.',
    },
    examples: brokenBy('TaskCreated', { 'body.externalMessages[0].phoneNumber': '22225555' }),
  },
  EMAIL_INVALID: {
    ...structure,
    message: { nb: 'E-postadressen er ikke gyldig.', en: 'The e-mail address is not valid.' },
    remedy: {
      nb: 'Send én adresse på formen navn@vert, uten visningsnavn.',
      en: 'Send one address of the form name@host, without a display name.',
    },
    examples: brokenBy('MessageCreated', { 'body.externalMessages[0].address': 'post.example.com' }),
  },
  SMS_SEGMENTS: {
    ...structure,
    floor: warnEverywhere,
    milder: {
      when: { nb: 'SMS-en er på to til seks deler', en: 'the SMS is of two to six segments' },
      severity: warnEverywhere,
    },
    message: {
      nb: 'SMS-en deles i flere deler enn én; flere enn seks stanses.',
      en: 'The SMS is split in more than one segment; more than six are refused.',
    },
    remedy: {
      nb: 'Hold teksten innenfor 160 tegn. Med tegn utenfor GSM-alfabetet, som emoji og krøllede anførselstegn, er grensen 70.',
      en: 'Keep the text within 160 characters. With characters outside the GSM alphabet, such as emoji and curly quotes, the limit is 70.',
    },
    examples: {
      valid: eventExample('TaskCreated'),
      invalid: eventExample('TaskCreated', {
        'body.externalMessages[0].text': 'Nav: Dere har fått svar på søknaden om tilskudd. Logg inn på Altinn. '.repeat(
          14,
        ),
      }),
    },
  },
} as const satisfies RuleTable;
