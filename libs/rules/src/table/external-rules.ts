import { brokenBy } from '../examples/rule-examples.ts';
import type { RuleTable } from '../rule.ts';
import { blockExternal, guideline, warnExternal } from './content-severities.ts';

const sms = 'body.externalMessages[0].text';
const html = 'body.externalMessages[0].htmlBody';

/** What SMS and e-mail must be like as a whole. */
export const externalRules = {
  EXTERNAL_SENDER_MISSING: {
    ...guideline,
    message: {
      nb: 'SMS-en eller e-posten sier ikke hvem som skriver.',
      en: 'The SMS or e-mail does not say who is writing.',
    },
    remedy: {
      nb: 'Begynn med avsenderen, for eksempel «Nav:», eller avslutt med «Vennlig hilsen» og navnet på etaten.',
      en: 'Begin with the sender, such as "Nav:", or end with "Kind regards" and the name of the agency.',
    },
    examples: brokenBy('TaskCreated', {
      [sms]: 'Dere har fått en oppgave om oppfølgingsplan. Logg inn på Min side for arbeidsgivere.',
    }),
  },
  EXTERNAL_WHERE_MISSING: {
    ...guideline,
    clause: 'C15',
    message: {
      nb: 'SMS-en eller e-posten sier ikke hvor mottakeren finner meldingen.',
      en: 'The SMS or e-mail does not say where the recipient finds the message.',
    },
    remedy: {
      nb: 'Skriv hvor det står, for eksempel «Logg inn på Min side for arbeidsgivere».',
      en: 'Say where it is, such as "Log in to My page for employers".',
    },
    examples: brokenBy('TaskCreated', { [sms]: 'Nav: Dere har fått en oppgave om oppfølgingsplan.' }),
  },
  EXTERNAL_WHAT_MISSING: {
    ...guideline,
    clause: 'C15',
    message: {
      nb: 'SMS-en eller e-posten sier ikke hva det gjelder.',
      en: 'The SMS or e-mail does not say what it is about.',
    },
    remedy: {
      nb: 'Si med ett ord eller to hva det gjelder, for eksempel en søknad om lønnstilskudd, uten å si noe om en person.',
      en: 'Say in a word or two what it is about, such as an application for a wage subsidy, and nothing about a person.',
    },
    examples: brokenBy('TaskCreated', {
      [sms]: 'Nav: Dere har fått en ny melding. Logg inn på Min side for arbeidsgivere for å lese den.',
    }),
  },
  EXTERNAL_TOO_LONG: {
    ...guideline,
    message: {
      nb: 'E-posten er lengre enn et varsel trenger å være: over 1 000 tegn lest tekst, eller over 100 tegn i emnet.',
      en: 'The e-mail is longer than a notification needs: over 1,000 characters of text to read, or over 100 in the subject.',
    },
    remedy: {
      nb: 'Si kort hvem som skriver, hva det gjelder og hvor det står, og la resten stå etter innlogging.',
      en: 'Say shortly who writes, what it is about and where it is, and leave the rest behind the log-in.',
    },
    examples: brokenBy('MessageCreated', {
      'body.externalMessages[0].subject': `Ny melding fra Nav om søknaden deres ${'og alt som hører til den '.repeat(4)}`,
    }),
  },
  EXTERNAL_HTML_UNSAFE: {
    ...guideline,
    severity: blockExternal,
    floor: blockExternal,
    message: {
      nb: 'E-posten har HTML som kan kjøre kode, hente innhold utenfra, følge mottakeren eller samle inn svar.',
      en: 'The e-mail holds HTML that can run code, fetch content from outside, track the reader or collect answers.',
    },
    remedy: {
      nb: 'Bruk bare enkel HTML: avsnitt, overskrifter, lister og utheving. Ingen skript, skjemaer, rammer, innebygde objekter eller bilder utenfra.',
      en: 'Use plain HTML only: paragraphs, headings, lists and emphasis. No scripts, forms, frames, embedded objects or images from outside.',
    },
    examples: brokenBy('MessageCreated', {
      [html]:
        '<p>Hei! Dere har fått en melding om søknaden deres. Logg inn på Min side for arbeidsgivere.</p><script>track()</script>',
    }),
  },
  EXTERNAL_BOTH_CHANNELS: {
    ...guideline,
    clause: 'C18',
    severity: blockExternal,
    floor: warnExternal,
    message: {
      nb: 'Samme notifikasjon varsles både på SMS og e-post.',
      en: 'The same notification is told by both SMS and e-mail.',
    },
    remedy: {
      nb: 'Send bare e-posten når e-postadressen er oppgitt, ellers bare SMS-en. Til en Altinn-ressurs: bruk PREFER_EMAIL alene.',
      en: 'Send the e-mail alone when there is an address, else the SMS alone. To an Altinn resource: use PREFER_EMAIL alone.',
    },
    examples: brokenBy('TaskCreated', {
      'body.externalMessages': [
        {
          type: 'Sms',
          phoneNumber: '+4799999999',
          text: 'Nav: Dere har fått en oppgave om oppfølgingsplan. Logg inn på Min side for arbeidsgivere.',
          sendWindow: 'ANYTIME',
          sendAt: null,
        },
        {
          type: 'Email',
          address: 'post@example.com',
          subject: 'Ny oppgave fra Nav om oppfølgingsplan',
          htmlBody: '<p>Logg inn på Min side for arbeidsgivere for å se oppgaven.</p>',
          sendWindow: 'ANYTIME',
          sendAt: null,
        },
      ],
    }),
  },
  EXTERNAL_EMAIL_PREFERRED: {
    ...guideline,
    clause: 'C18',
    message: {
      nb: 'Varselet til en Altinn-ressurs går bare på SMS, også til dem som har oppgitt e-postadresse.',
      en: 'The message to an Altinn resource goes by SMS only, also to those who have given an e-mail address.',
    },
    remedy: {
      nb: 'Bruk PREFER_EMAIL: da går det på e-post til dem som har oppgitt det, og på SMS til resten.',
      en: 'Use PREFER_EMAIL: then it goes by e-mail to those who have given an address, and by SMS to the rest.',
    },
    examples: brokenBy('AppointmentCreated', { 'body.externalMessages[0].channel': 'SMS' }),
  },
  EXTERNAL_LINK: {
    ...guideline,
    clause: 'C19',
    message: {
      nb: 'SMS-en eller e-posten har en lenke eller en nettadresse.',
      en: 'The SMS or e-mail holds a link or a web address.',
    },
    remedy: {
      nb: 'Fjern lenken, og skriv «Logg inn på Min side for arbeidsgivere». Da lærer ingen å klikke på lenker i varsler.',
      en: 'Remove the link, and write "Log in to My page for employers". Then nobody learns to follow links in messages.',
    },
    examples: brokenBy('TaskCreated', {
      [sms]: 'Nav: Dere har fått en oppgave om oppfølgingsplan. Logg inn på nav.no for å se den.',
    }),
  },
} as const satisfies RuleTable;
