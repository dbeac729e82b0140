import type { ProducerEvent } from '@varselvakt/domain';
import type { FindingCollector } from '../finding.ts';
import type { RegisteredLabel, RegisteredProducer } from '../register-entry.ts';
import type { ValidationContext } from '../validation-context.ts';
import { decideLabelGaps } from './decide-label-gaps.ts';

const producerPlace = { path: 'producerId', fieldClass: 'id' } as const;
const labelPlace = { path: 'label', fieldClass: 'id' } as const;

const isVerified = (producer: RegisteredProducer, { origin, environment }: ValidationContext): boolean => {
  if (origin.type === 'FILE') return true;
  if (origin.topicProducerId !== null) return origin.topicProducerId === producer.id;
  return producer.identityPolicy[environment] === 'claim';
};

const checkAcceptance = (
  producer: RegisteredProducer,
  context: ValidationContext,
  { report }: FindingCollector,
): void => {
  const { currentTerms, now } = context;
  if (producer.terms === null || producer.terms.acceptedAt > now) {
    report('TERMS_NOT_ACCEPTED', producerPlace);
  } else if (currentTerms !== null && producer.terms.version < currentTerms.version) {
    // Versions are year and month. Who has accepted the next one before it is in force is ahead, not behind.
    const inGrace = currentTerms.graceEndsAt !== null && now < currentTerms.graceEndsAt;
    report('TERMS_OUTDATED', { ...producerPlace, milder: inGrace });
  }
};

const checkProducer = (event: ProducerEvent, context: ValidationContext, collector: FindingCollector): void => {
  const { producer, environment } = context;
  if (producer === null || producer.id !== event.producerId || !producer.environments.includes(environment)) {
    collector.report('PRODUCER_UNKNOWN', producerPlace);
    return;
  }
  if (!isVerified(producer, context)) collector.report('PRODUCER_UNVERIFIED', producerPlace);
  checkAcceptance(producer, context, collector);
  const { chat, email } = producer.contacts;
  if (chat === null && email === null) collector.report('CONTACT_MISSING', producerPlace);
};

/** Whoever asks for a deletion needs no assessment: refusing it would keep what the producer has no basis to keep. */
const checkGaps = (
  event: ProducerEvent,
  label: RegisteredLabel,
  { now }: ValidationContext,
  { report }: FindingCollector,
): void => {
  if (event.body.type === 'DeletionRequested') return;
  let told: string | null = null;
  for (const { code } of decideLabelGaps(label, now)) {
    if (code !== told) report(code, labelPlace);
    told = code;
  }
};

const checkLabel = (event: ProducerEvent, context: ValidationContext, collector: FindingCollector): void => {
  const { report } = collector;
  const { label, environment, producer } = context;
  if (label === null || label.name !== event.label || !label.environments.includes(environment)) {
    report('LABEL_UNKNOWN', labelPlace);
  } else if (producer !== null && label.ownerId !== event.producerId) {
    report('LABEL_NOT_OWNED', labelPlace);
  } else if (producer !== null) {
    checkGaps(event, label, context, collector);
  }
};

/** Who publishes: registered, verified, under accepted terms, with a label of its own that lacks nothing. */
export const checkTerms = (event: ProducerEvent, context: ValidationContext, collector: FindingCollector): void => {
  checkProducer(event, context, collector);
  checkLabel(event, context, collector);
};
