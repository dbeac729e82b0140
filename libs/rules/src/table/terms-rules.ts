import { brokenBy, eventExample } from '../examples/rule-examples.ts';
import { sampleNow } from '../examples/sample-instants.ts';
import type { RuleTable, SampleChanges } from '../rule.ts';
import { blockEverywhere, blockInProd, observeEverywhere, warnEverywhere } from '../severity.ts';

const responsibility = {
  area: 'terms',
  clause: 'C4',
  severity: blockEverywhere,
  floor: blockEverywhere,
  milder: null,
  since: '1.0.0',
} as const;

const acceptance = { ...responsibility, clause: 'C1', severity: blockInProd, floor: blockInProd } as const;

const inLabel = { ...acceptance, clause: 'C3' } as const;
const sayWhich = {
  nb: '«varselvakt terms status PRODUSENT» viser hva som mangler, og «varselvakt register new» spør etter det.',
  en: "'varselvakt terms status PRODUCER' shows what is missing, and 'varselvakt register new' asks for it.",
} as const;
const withoutInProd = (changes: SampleChanges) =>
  brokenBy('MessageCreated', {}, { environment: 'prod', label: changes });

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
  ASSESSMENT_MISSING: {
    ...inLabel,
    message: {
      nb: 'Registeret mangler en eller flere av de juridiske vurderingene for merkelappen. I prod stanses hendelsen.',
      en: 'The register lacks one or more of the legal assessments of the label. In prod the event is refused.',
    },
    remedy: {
      nb: `Gjør vurderingene, og før dem inn under assessments med referanse, eier og dato. ${sayWhich.nb}`,
      en: `Make the assessments, and enter them under 'assessments' with reference, owner and date. ${sayWhich.en}`,
    },
    examples: withoutInProd({ 'assessments.storage-time': null }),
  },
  ASSESSMENT_EXPIRED: {
    ...inLabel,
    severity: warnEverywhere,
    floor: warnEverywhere,
    message: {
      nb: 'En av de juridiske vurderingene for merkelappen gjelder ikke lenger: validUntil er passert.',
      en: 'One of the legal assessments of the label no longer holds: validUntil has passed.',
    },
    remedy: {
      nb: `Gjør vurderingen på nytt, og oppdater dato og validUntil i registeret. ${sayWhich.nb}`,
      en: `Make the assessment anew, and update date and validUntil in the register. ${sayWhich.en}`,
    },
    examples: withoutInProd({ 'assessments.content.expiresAt': sampleNow }),
  },
  LEGAL_BASIS_MISSING: {
    ...inLabel,
    clause: 'C5',
    message: {
      nb: 'Registeret sier ikke hvilket behandlingsgrunnlag merkelappen har. I prod stanses hendelsen.',
      en: 'The register does not say which legal basis the label has. In prod the event is refused.',
    },
    remedy: {
      nb: 'Før inn legalBasis med code (for eksempel 6.1.e, eller none uten personopplysninger) og processingRecord.',
      en: "Enter legalBasis with code (such as 6.1.e, or 'none' without personal data) and processingRecord.",
    },
    examples: withoutInProd({ legalBasis: null }),
  },
  ARCHIVE_DECLARATION_MISSING: {
    ...inLabel,
    clause: 'C9',
    message: {
      nb: 'Registeret sier ikke hvordan merkelappens arkivplikt ivaretas. Her arkiveres ingenting. I prod stanses hendelsen.',
      en: "The register does not say how the label's duty to archive is met. Nothing is archived here. In prod the event is refused.",
    },
    remedy: {
      nb: 'Før inn archive med kind: elsewhere (arkiveres et annet sted), not-subject (ikke arkivpliktig) eller none med reason.',
      en: "Enter archive with kind: 'elsewhere' (archived in another system), 'not-subject' (no such duty) or 'none' with a reason.",
    },
    examples: withoutInProd({ archive: null }),
  },
  PRIVACY_NOTICE_MISSING: {
    ...inLabel,
    clause: 'C10',
    message: {
      nb: 'Registeret sier ikke hvor brukerne kan lese hvordan opplysningene om dem brukes. I prod stanses hendelsen.',
      en: 'The register does not say where users can read how their data is used. In prod the event is refused.',
    },
    remedy: {
      nb: 'Før inn adressen til personvernerklæringen i privacyNotice på merkelappen.',
      en: "Enter the address of the privacy notice in the label's privacyNotice.",
    },
    examples: withoutInProd({ privacyNotice: null }),
  },
  CONTACT_MISSING: {
    ...responsibility,
    clause: 'C20',
    severity: warnEverywhere,
    floor: observeEverywhere,
    message: {
      nb: 'Registeret sier ikke hvordan produsenten kan nås.',
      en: 'The register does not say how the producer can be reached.',
    },
    remedy: {
      nb: 'Før inn contacts på produsenten med chat, e-post eller begge.',
      en: 'Enter contacts for the producer with chat, e-mail or both.',
    },
    examples: brokenBy('MessageCreated', {}, { producer: { 'contacts.chat': null, 'contacts.email': null } }),
  },
} as const satisfies RuleTable;
