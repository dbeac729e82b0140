import {
  type AcceptedTerms,
  type Assessment,
  type AssessmentKind,
  createLinkHosts,
  type RegisteredLabel,
  type RegisteredProducer,
  type SeverityOverrides,
} from '@varselvakt/rules';
import { beginOfDay, endOfDay } from './register-day.ts';
import type { AssessmentData, LabelData, ProducerData } from './register-schema.ts';

const toAcceptedTerms = (terms: ProducerData['terms']): AcceptedTerms | null =>
  terms
    ? {
        version: terms.version,
        hash: terms.hash,
        acceptedBy: terms.acceptedBy,
        role: terms.role,
        onBehalfOf: terms.onBehalfOf ?? null,
        acceptedAt: Date.parse(terms.at),
        evidence: terms.evidence ?? null,
      }
    : null;

/** The one that was made last, of those of a kind. */
const newestOf = (kind: AssessmentKind, assessments: readonly AssessmentData[]): Assessment | null => {
  const newest = assessments
    .filter((each) => each.kind === kind)
    .toSorted((one, other) => (one.date < other.date ? 1 : -1))[0];
  if (newest === undefined) return null;
  return {
    reference: newest.reference,
    owner: newest.owner,
    assessedAt: beginOfDay(newest.date),
    expiresAt: newest.validUntil ? endOfDay(newest.validUntil) : null,
  };
};

const toAssessments = (assessments: readonly AssessmentData[]): RegisteredLabel['assessments'] => ({
  'legal-basis': newestOf('legal-basis', assessments),
  'storage-time': newestOf('storage-time', assessments),
  content: newestOf('content', assessments),
  'user-information': newestOf('user-information', assessments),
  archive: newestOf('archive', assessments),
});

/** A producer as the rules read it. */
export const toProducer = (data: ProducerData): RegisteredProducer => ({
  id: data.id,
  team: data.team,
  contacts: { chat: data.contacts.chat ?? null, email: data.contacts.email ?? null },
  environments: data.environments,
  topics: data.topics,
  identityPolicy: data.identityPolicy,
  feedback: data.feedback,
  feedbackTopic: data.feedbackTopic,
  terms: toAcceptedTerms(data.terms),
  offboardsAt: data.offboardsAt ? Date.parse(data.offboardsAt) : null,
});

/** A label as the rules read it, with the hosts that its links may go to and the newest assessment of each kind. */
export const toLabel = (data: LabelData, owner: ProducerData, platformHosts: readonly string[]): RegisteredLabel => ({
  name: data.name,
  ownerId: owner.id,
  environments: data.environments ?? owner.environments,
  retention: {
    default: data.retention.default ?? null,
    min: data.retention.min ?? null,
    max: data.retention.max ?? null,
    clamp: data.retention.clamp,
  },
  legalBasis: data.legalBasis ?? null,
  purpose: data.purpose ?? null,
  archive: data.archive ? { kind: data.archive.kind, reason: data.archive.reason ?? null } : null,
  privacyNotice: data.privacyNotice ?? null,
  assessments: toAssessments(data.assessments),
  noticeBeforeDeletion: data.noticeBeforeDeletion ?? null,
  linkHosts: createLinkHosts([...platformHosts, ...owner.allowedLinkHosts, ...data.allowedLinkHosts]),
  channels: data.channels ?? null,
  recipients: data.recipients
    ? { resources: data.recipients.resources ?? null, nearestLeader: data.recipients.nearestLeader }
    : null,
  protectedAddress: data.protectedAddress,
  // The schema has let only codes of the rule table through.
  severities: data.severities as Readonly<Record<'dev' | 'prod', SeverityOverrides>>,
});
