import { type ProducerEvent, probeProducerId } from '@varselvakt/domain';

/** What one probe says. */
export type ProbeWords = {
  readonly eventId: string;
  readonly aggregateId: string;
  readonly label: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly dueAt: number;
};

/** Where a probe's link would lead; the register's entry of the probe allows this host. */
const probeLinkHost = 'probe.varselvakt.example';

/** Of the public body that the platform belongs to: a real number, for the rules judge the probe as they judge all. */
const organisationNumber = '889640782';

/**
 * A message that nobody is shown. It asks for its own deletion at `dueAt` by its retention, as most of what is deleted does: so the
 * deleter meets it in a usual run, and what is never looked for again goes all the same.
 */
export const toProbeEvent = ({ eventId, aggregateId, label, sentAt, dueAt }: ProbeWords): ProducerEvent => ({
  eventId,
  aggregateId,
  occurredAt: sentAt,
  producerId: probeProducerId,
  label,
  groupId: null,
  organisationNumber,
  body: {
    type: 'MessageCreated',
    text: 'Dette er en prøve av systemet',
    link: `https://${probeLinkHost}/`,
    recipients: [{ type: 'AltinnResource', resourceId: probeProducerId }],
    externalMessages: [],
    retention: { until: dueAt, after: null },
  },
});
