import type { AcceptedEvent, BodyType, ProducerEvent } from '@varselvakt/domain';
import type { IncomingRecord } from '@varselvakt/kafka';
import type { BodyEnvelope, BodyMeaning } from './classify-body.ts';

/**
 * What the store needs of a record of the event log. Texts and recipients are left behind in its bytes: thousands of these
 * wait for a commit at the same time, and what they held on to would have to be copied by the garbage collector again and again.
 */
export type LoggedEvent = {
  /** In lower case, as Postgres knows it. */
  readonly eventId: string;
  /** In lower case. */
  readonly aggregateId: string;
  /** The ids as the producer wrote them. */
  readonly sentIds: { readonly eventId: string; readonly aggregateId: string };
  /** Verified. */
  readonly producerId: string;
  readonly label: string;
  readonly groupId: string | null;
  readonly organisationNumber: string;
  readonly bodyType: BodyType;
  readonly meaning: BodyMeaning;
  readonly retention: AcceptedEvent['retention'];
  /** 32 bytes. */
  readonly contentHash: Uint8Array;
  readonly source: AcceptedEvent['source'];
  readonly ruleSetVersion: string;
  readonly record: IncomingRecord & { readonly key: Buffer; readonly value: Buffer };
};

/** What is read of an AcceptedEvent: the fields of envelope-fields.ts. */
export type AcceptedEnvelope = Pick<
  AcceptedEvent,
  'producerId' | 'ruleSetVersion' | 'contentHash' | 'retention' | 'source'
> & {
  readonly event: Pick<ProducerEvent, 'eventId' | 'aggregateId' | 'label' | 'groupId' | 'organisationNumber'> & {
    readonly body: BodyEnvelope;
  };
};

/** Takes what is needed out of a decoded record. */
export function toLoggedEvent(
  { event, producerId, retention, contentHash, source, ruleSetVersion }: AcceptedEnvelope,
  record: LoggedEvent['record'],
  meaning: BodyMeaning,
): LoggedEvent {
  return {
    eventId: event.eventId.toLowerCase(),
    aggregateId: event.aggregateId.toLowerCase(),
    sentIds: { eventId: event.eventId, aggregateId: event.aggregateId },
    producerId,
    label: event.label,
    groupId: event.groupId,
    organisationNumber: event.organisationNumber,
    bodyType: event.body.type,
    meaning,
    retention,
    contentHash,
    source,
    ruleSetVersion,
    record,
  };
}
