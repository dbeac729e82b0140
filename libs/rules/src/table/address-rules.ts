import { brokenBy, eventExample } from '../examples/rule-examples.ts';
import type { RuleTable } from '../rule.ts';
import { blockEverywhere } from '../severity.ts';
import { blockInTexts, warnInAppBlockExternal } from './content-severities.ts';

const neverWhere = {
  area: 'content',
  clause: 'C11',
  severity: blockInTexts,
  floor: blockInTexts,
  milder: null,
  since: '1.0.0',
} as const;

/** Where people live. */
export const addressRules = {
  TEXT_ADDRESS: {
    ...neverWhere,
    milder: {
      when: {
        nb: 'merkelappen ikke er satt opp med protectedAddress: strict',
        en: 'the label is not set up with protectedAddress: strict',
      },
      severity: warnInAppBlockExternal,
      floor: warnInAppBlockExternal,
    },
    message: { nb: 'Teksten inneholder en adresse.', en: 'The text holds an address.' },
    remedy: {
      nb: 'Fjern adressen. Et møtested hører hjemme i location, og bosted skal aldri stå i en notifikasjon.',
      en: 'Remove the address. The place of a meeting belongs in location, and nobody’s home ever in a notification.',
    },
    examples: brokenBy('MessageCreated', { 'body.text': 'Utstyret er levert til Bjørkelia 12, 0155 Oslo' }),
  },
  TEXT_PROTECTED_ADDRESS: {
    ...neverWhere,
    message: {
      nb: 'Teksten inneholder en adresse i en notifikasjon der ingen adresse kan stå.',
      en: 'The text holds an address in a notification where no address may be.',
    },
    remedy: {
      nb: 'Fjern adressen, også navn på bygninger og steder som røper bosted.',
      en: 'Remove the address, and names of buildings and places that give a home away.',
    },
    examples: {
      valid: eventExample('MessageCreated', {}, { recipientIsProtected: true }),
      invalid: eventExample(
        'MessageCreated',
        { 'body.text': 'Utstyret er levert til Bjørkelia 12, 0155 Oslo' },
        { recipientIsProtected: true },
      ),
    },
  },
  LOCATION_NOT_ALLOWED: {
    ...neverWhere,
    severity: blockEverywhere,
    floor: blockEverywhere,
    message: {
      nb: 'Kalenderavtalen har et sted, og her kan det ikke oppgis noe sted.',
      en: 'The appointment has a place, and no place may be given here.',
    },
    remedy: {
      nb: 'Send location som null, og vis stedet etter innlogging.',
      en: 'Send location as null, and show the place after the log-in.',
    },
    examples: {
      valid: eventExample('AppointmentCreated', { 'body.location': null }, { label: { protectedAddress: 'strict' } }),
      invalid: eventExample('AppointmentCreated', {}, { label: { protectedAddress: 'strict' } }),
    },
  },
} as const satisfies RuleTable;
