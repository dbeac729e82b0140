import type { ProducerEvent } from '@varselvakt/domain';
import { createLinkHosts } from '../link-hosts.ts';
import type { Assessment, RegisteredLabel, RegisteredProducer } from '../register-entry.ts';
import type { EventExample, SampleChanges, SampleSituation } from '../rule.ts';
import type { ValidationContext } from '../validation-context.ts';
import { applyChanges } from './apply-changes.ts';
import { defaultSampleIdentity, type SampleIdentity, sampleEvent, sampleNames } from './sample-events.ts';
import { sampleNow } from './sample-instants.ts';

/** The version of the terms of use that the sample producers have accepted. */
export const sampleTermsVersion = '2026-01';

const bothEnvironments = ['dev', 'prod'] as const;

const sampleProducer: RegisteredProducer = {
  id: sampleNames.producerId,
  team: 'Team Tilskudd (demo)',
  contacts: { chat: '#team-tilskudd-demo', email: null },
  environments: bothEnvironments,
  topics: [],
  identityPolicy: { dev: 'claim', prod: 'claim' },
  feedback: 'all',
  feedbackTopic: 'shared',
  terms: {
    version: sampleTermsVersion,
    hash: '85504bf36ba5ce8b0c65eb6686b318a5aec9438cef5d1c33c081fc794713db47',
    acceptedBy: 'Anne Demo',
    role: 'Produktleder (demo)',
    onBehalfOf: null,
    acceptedAt: Date.UTC(2026, 0, 2),
    evidence: null,
  },
  offboardsAt: null,
};

const sampleAssessment: Assessment = {
  reference: 'PVK-0001 (demo)',
  owner: 'Team Tilskudd (demo)',
  assessedAt: Date.UTC(2026, 0, 2),
  expiresAt: null,
};

const sampleLabel: RegisteredLabel = {
  name: sampleNames.label,
  ownerId: sampleNames.producerId,
  environments: bothEnvironments,
  retention: { default: 'P4M', min: null, max: 'P10Y', clamp: false },
  legalBasis: { code: '6.1.e', processingRecord: 'B-0001 (demo)' },
  purpose: 'Behandling av søknader om tilskudd',
  archive: { kind: 'elsewhere', reason: 'Saksarkivet (demo)' },
  privacyNotice: `https://${sampleNames.linkHost}/personvern`,
  assessments: {
    'legal-basis': sampleAssessment,
    'storage-time': sampleAssessment,
    content: sampleAssessment,
    'user-information': sampleAssessment,
    archive: sampleAssessment,
  },
  noticeBeforeDeletion: null,
  linkHosts: createLinkHosts([sampleNames.linkHost]),
  channels: null,
  recipients: { resources: [sampleNames.resourceId], nearestLeader: true },
  protectedAddress: 'standard',
  severities: { dev: {}, prod: {} },
};

const changed = <Entry>(entry: Entry, changes: SampleChanges | null | undefined): Entry | null => {
  if (changes === null) return null;
  return changes === undefined ? entry : applyChanges(entry, changes, sampleNow);
};

/** What a sample event is judged in: the sample register, changed as a situation says. */
export const sampleContext = (event: ProducerEvent, situation: SampleSituation = {}): ValidationContext => ({
  now: sampleNow,
  environment: situation.environment ?? 'dev',
  origin: {
    type: 'RECORD',
    key: situation.recordKey ?? event.aggregateId,
    topicProducerId: situation.topicProducerId ?? null,
  },
  producer: changed(sampleProducer, situation.producer),
  label: changed(sampleLabel, situation.label),
  currentTerms: situation.currentTerms ?? { version: sampleTermsVersion, graceEndsAt: null },
  recipientIsProtected: situation.recipientIsProtected ?? false,
});

/** The event of an example. */
export const exampleEvent = (example: EventExample, identity: Partial<SampleIdentity> = {}): ProducerEvent => {
  const { now } = { ...defaultSampleIdentity, ...identity };
  return applyChanges(sampleEvent(example.base, identity), example.changes, now);
};
