import { brokenBy, eventExample } from '../examples/rule-examples.ts';
import { sampleNow } from '../examples/sample-instants.ts';
import type { RuleTable } from '../rule.ts';
import { blockEverywhere, blockInProd, warnEverywhere } from '../severity.ts';

const responsibility = {
  area: 'terms',
  clause: 'C4',
  severity: blockEverywhere,
  floor: blockEverywhere,
  milder: null,
  since: '1.0.0',
} as const;

const acceptance = { ...responsibility, clause: 'C1', severity: blockInProd, floor: blockInProd } as const;

/** Who may publish: registered, under accepted terms, as itself, under its own labels. */
export const termsRules = {
  PRODUCER_UNKNOWN: {
    ...acceptance,
    severity: blockEverywhere,
    floor: blockEverywhere,
    message: {
      nb: 'Produsenten er ikke registrert for dette miljøet.',
      en: 'The producer is not registered for this environment.',
    },
    remedy: {
      nb: 'Registrer produsenten i registeret, og bruk nøyaktig den id-en i producerId.',
      en: 'Register the producer, and use exactly that id in producerId.',
    },
    examples: brokenBy('MessageCreated', { producerId: 'ukjent-produsent' }, { producer: null }),
  },
  TERMS_NOT_ACCEPTED: {
    ...acceptance,
    message: {
      nb: 'Produsenten har ikke godtatt bruksvilkårene. I prod stanses hendelsen.',
      en: 'The producer has not accepted the terms of use. In prod the event is refused.',
    },
    remedy: {
      nb: 'Les og godta bruksvilkårene, og før det inn i registeret med versjon, hvem og når.',
      en: 'Read and accept the terms of use, and enter version, who and when in the register.',
    },
    examples: brokenBy('MessageCreated', {}, { environment: 'prod', producer: { terms: null } }),
  },
  TERMS_OUTDATED: {
    ...acceptance,
    floor: warnEverywhere,
    milder: {
      when: {
        nb: 'fristen for å godta den nye versjonen er ikke ute',
        en: 'the time to accept the new version is not out',
      },
      severity: warnEverywhere,
    },
    message: {
      nb: 'Produsenten har godtatt en eldre versjon av bruksvilkårene.',
      en: 'The producer has accepted an older version of the terms of use.',
    },
    remedy: {
      nb: 'Les og godta den gjeldende versjonen, og oppdater registeret før fristen.',
      en: 'Read and accept the current version, and update the register in time.',
    },
    examples: {
      valid: eventExample('MessageCreated', {}, { environment: 'prod' }),
      invalid: eventExample(
        'MessageCreated',
        {},
        {
          environment: 'prod',
          currentTerms: { version: 'neste-versjon', graceEndsAt: sampleNow - 1 },
        },
      ),
    },
  },
  PRODUCER_UNVERIFIED: {
    ...responsibility,
    message: {
      nb: 'Det er ikke bekreftet at hendelsen kommer fra produsenten den nevner.',
      en: 'It is not confirmed that the event comes from the producer it names.',
    },
    remedy: {
      nb: 'Skriv til produsentens eget emne; i prod er en påstand på det felles emnet normalt ikke nok.',
      en: "Write to the producer's own topic; in prod a claim on the shared topic is normally not enough.",
    },
    examples: brokenBy('MessageCreated', {}, { topicProducerId: 'en-annen-produsent' }),
  },
  LABEL_UNKNOWN: {
    ...responsibility,
    message: {
      nb: 'Merkelappen er ikke registrert for dette miljøet.',
      en: 'The label is not registered for this environment.',
    },
    remedy: {
      nb: 'Registrer merkelappen på produsenten, og skriv den nøyaktig likt i label.',
      en: "Register the label under the producer, and write it exactly so in 'label'.",
    },
    examples: brokenBy('MessageCreated', { label: 'Ukjent merkelapp' }, { label: null }),
  },
  LABEL_NOT_OWNED: {
    ...responsibility,
    message: { nb: 'Merkelappen tilhører en annen produsent.', en: 'The label belongs to another producer.' },
    remedy: {
      nb: 'Bruk en av produsentens egne merkelapper.',
      en: "Use one of the producer's own labels.",
    },
    examples: brokenBy('MessageCreated', {}, { label: { ownerId: 'en-annen-produsent' } }),
  },
} as const satisfies RuleTable;
