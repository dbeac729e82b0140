import { brokenBy } from '../examples/rule-examples.ts';
import { fromNow } from '../examples/sample-instants.ts';
import type { RuleTable } from '../rule.ts';
import { blockEverywhere, observeEverywhere, warnEverywhere } from '../severity.ts';

const deletion = {
  area: 'retention',
  clause: 'C7',
  severity: blockEverywhere,
  floor: blockEverywhere,
  milder: null,
  since: '1.0.0',
} as const;

const policy = {
  ...deletion,
  clause: 'C6',
  floor: warnEverywhere,
  milder: {
    when: {
      nb: 'merkelappen er satt opp til å justere lagringstiden (clamp), som da flyttes til grensen',
      en: 'the label is set up to adjust the retention (clamp), which is then moved to the limit',
    },
    severity: warnEverywhere,
  },
} as const;

/** How long it may be kept: given, readable, in the future and inside what the label's legal basis allows. */
export const retentionRules = {
  RETENTION_MISSING: {
    ...deletion,
    message: {
      nb: 'Verken hendelsen eller merkelappen sier når saken eller notifikasjonen skal slettes.',
      en: 'Neither the event nor the label says when the case or notification must be deleted.',
    },
    remedy: {
      nb: 'Sett retention ut fra behandlingsgrunnlaget, eller gi merkelappen en standard lagringstid i registeret.',
      en: 'Set retention as the legal basis says, or give the label a default retention in the register.',
    },
    examples: brokenBy('MessageCreated', { 'body.retention': null }, { label: { 'retention.default': null } }),
  },
  RETENTION_INVALID: {
    ...deletion,
    message: {
      nb: 'Lagringstiden kan ikke leses: den er null, negativ, etter år 9999 eller ikke en ISO 8601-varighet.',
      en: 'The retention cannot be read: it is zero, negative, after the year 9999 or not an ISO 8601 duration.',
    },
    remedy: {
      nb: 'Send en varighet som P4M, P2Y, P90D eller P12W i after, eller millisekunder siden 1970 i until.',
      en: 'Send a duration such as P4M, P2Y, P90D or P12W in after, or milliseconds since 1970 in until.',
    },
    examples: brokenBy('MessageCreated', { 'body.retention.after': '90 dager' }),
  },
  RETENTION_AMBIGUOUS: {
    ...deletion,
    message: {
      nb: 'Lagringstiden har både until og after, eller ingen av dem.',
      en: 'The retention has both until and after, or neither of them.',
    },
    remedy: { nb: 'Send nøyaktig én av de to.', en: 'Send exactly one of the two.' },
    examples: brokenBy('MessageCreated', { 'body.retention.until': fromNow(86_400_000) }),
  },
  RETENTION_IN_PAST: {
    ...deletion,
    message: {
      nb: 'Lagringstiden er allerede ute når hendelsen mottas.',
      en: 'The retention has already ended when the event is received.',
    },
    remedy: {
      nb: 'Sett et tidspunkt fram i tid. Skal saken eller notifikasjonen slettes nå, send DeletionRequested.',
      en: 'Set a time in the future. If the case or notification must go now, send DeletionRequested.',
    },
    examples: brokenBy('MessageCreated', {
      'body.retention.until': fromNow(-86_400_000),
      'body.retention.after': null,
    }),
  },
  RETENTION_TOO_LONG: {
    ...policy,
    message: {
      nb: 'Lagringstiden er lengre enn merkelappens behandlingsgrunnlag tillater.',
      en: "The retention is longer than the label's legal basis allows.",
    },
    remedy: {
      nb: 'Kort ned lagringstiden til merkelappens grense (retention.max i registeret).',
      en: "Shorten the retention to the label's limit (retention.max in the register).",
    },
    examples: brokenBy('MessageCreated', { 'body.retention.after': 'P30Y' }),
  },
  RETENTION_TOO_SHORT: {
    ...policy,
    message: {
      nb: 'Lagringstiden er kortere enn merkelappens minste lagringstid.',
      en: "The retention is shorter than the label's minimum.",
    },
    remedy: {
      nb: 'Øk lagringstiden til merkelappens grense (retention.min i registeret).',
      en: "Raise the retention to the label's limit (retention.min in the register).",
    },
    examples: brokenBy('MessageCreated', { 'body.retention.after': 'P1D' }, { label: { 'retention.min': 'P7D' } }),
  },
  RETENTION_LOOKS_LIKE_ARCHIVE: {
    ...deletion,
    clause: 'C9',
    severity: warnEverywhere,
    floor: observeEverywhere,
    message: {
      nb: 'Lagringstiden er over fem år. Det ligner arkivering, som plattformen ikke støtter.',
      en: 'The retention is more than five years. That looks like archiving, which the platform does not support.',
    },
    remedy: {
      nb: 'Arkiver i et arkivsystem, og sett lagringstiden til det brukeren trenger for å se saken.',
      en: 'Archive in an archive system, and set the retention to what users need in order to see the case.',
    },
    examples: brokenBy('MessageCreated', { 'body.retention.after': 'P6Y' }),
  },
} as const satisfies RuleTable;
