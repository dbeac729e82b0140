import { fieldLimits, isZeroDuration, parseDuration, parseProducerId } from '@varselvakt/domain';
import { assessmentKinds, parseRuleCode } from '@varselvakt/rules';
import { z } from 'zod';

const environment = z.enum(['dev', 'prod']);
const name = z.string().trim().min(1);
const hostEntry = z
  .string()
  .regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be a host name in lower case such as www.nav.no or *.nav.no');
const instant = z.iso.datetime({ offset: true, error: 'must be a time such as 2026-01-02T12:00:00Z' });
const period = z.string().refine((text) => {
  const duration = parseDuration(text);
  return duration !== undefined && !isZeroDuration(duration);
}, 'must be an ISO 8601 duration above zero such as P4M or P2Y');
const producerId = z
  .string()
  .refine((text) => parseProducerId(text) !== undefined, 'must be 1 to 63 of a-z, 0-9 and -');

const personHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be an HMAC-SHA-256 as 64 digits of hex in lower case, never an identity number');

const retention = z.strictObject({
  default: period.nullish(),
  min: period.nullish(),
  max: period.nullish(),
  /** The instant that the periods count from; there is one today, and it is written so that a reader need not guess. */
  base: z.literal('occurredAt').default('occurredAt'),
  clamp: z.boolean().default(false),
});

const overrides = z.record(
  z.string().refine((code) => parseRuleCode(code) !== undefined, 'is not the code of a rule'),
  z.enum(['block', 'warn', 'observe']),
);

const day = z.iso.date({ error: 'must be a day such as 2026-01-02' });

const assessment = z.strictObject({
  kind: z.enum(assessmentKinds),
  reference: name,
  owner: name,
  date: day,
  validUntil: day.nullish(),
});

/** The points of article 6(1) of the GDPR; `none` for a label without personal data. */
const legalBasisCodes = ['6.1.a', '6.1.b', '6.1.c', '6.1.d', '6.1.e', '6.1.f', 'none'] as const;

const archive = z
  .strictObject({ kind: z.enum(['elsewhere', 'not-subject', 'none']), reason: name.nullish() })
  .refine(({ kind, reason }) => kind !== 'none' || (reason ?? '') !== '', {
    path: ['reason'],
    error: 'must say why nothing is archived',
  });

const label = z.strictObject({
  name: z.string().min(1).max(fieldLimits.label.maxLength),
  environments: z.array(environment).min(1).optional(),
  retention: retention.prefault({}),
  legalBasis: z.strictObject({ code: z.enum(legalBasisCodes), processingRecord: name }).nullish(),
  purpose: name.nullish(),
  archive: archive.nullish(),
  privacyNotice: z.url({ protocol: /^https$/, error: 'must be an address that begins with https://' }).nullish(),
  assessments: z.array(assessment).default([]),
  noticeBeforeDeletion: period.nullish(),
  allowedLinkHosts: z.array(hostEntry).default([]),
  channels: z.array(z.enum(['sms', 'email', 'altinn'])).optional(),
  recipients: z
    .strictObject({ resources: z.array(name).optional(), nearestLeader: z.boolean().default(false) })
    .optional(),
  protectedAddress: z.enum(['standard', 'strict']).default('standard'),
  severities: z.strictObject({ dev: overrides.default({}), prod: overrides.default({}) }).prefault({}),
});

const acceptedTerms = z.strictObject({
  version: name,
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be the 64 digits of hex that "varselvakt terms show" prints last'),
  acceptedBy: name,
  role: name,
  onBehalfOf: name.nullish(),
  at: instant,
  evidence: name.nullish(),
});

const producer = z.strictObject({
  id: producerId,
  team: name,
  contacts: z.strictObject({ chat: name.optional(), email: z.email().optional() }).prefault({}),
  environments: z.array(environment).min(1),
  topics: z.array(z.string().regex(/^[a-zA-Z0-9._-]{1,249}$/, 'must be the name of a Kafka topic')).default([]),
  identityPolicy: z
    .strictObject({
      dev: z.enum(['topic', 'claim']).default('claim'),
      prod: z.enum(['topic', 'claim']).default('topic'),
    })
    .prefault({}),
  feedback: z.enum(['all', 'problems']).default('problems'),
  /** `own`: its outcomes go to `<prefix>feedback.<id>`, which nobody else reads, as soon as there is such a topic. */
  feedbackTopic: z.enum(['own', 'shared']).default('shared'),
  terms: acceptedTerms.nullish(),
  offboardsAt: instant.nullish(),
  allowedLinkHosts: z.array(hostEntry).default([]),
  labels: z.array(label).default([]),
});

/** The form of one register file. Several files are read as one register. */
export const registerSchema = z.strictObject({
  terms: z.strictObject({ version: name, graceEndsAt: instant.nullish() }).optional(),
  allowedLinkHosts: z.array(hostEntry).default([]),
  /** People with a protected address (kode 6 and 7), as keyed hashes of their identity numbers. */
  protectedPersons: z.array(personHash).default([]),
  producers: z.array(producer).default([]),
});

export type RegisterFileData = z.infer<typeof registerSchema>;
export type ProducerData = z.infer<typeof producer>;
export type AssessmentData = z.infer<typeof assessment>;
export type LabelData = z.infer<typeof label>;
