import type { AcceptedEvent } from '@varselvakt/domain';
import type { IncomingRecord } from '@varselvakt/kafka';

/** A readable record of the event log. The ids are in lower case, as Postgres knows them. */
export type LoggedEvent = {
  readonly eventId: string;
  readonly aggregateId: string;
  readonly accepted: AcceptedEvent;
  readonly record: IncomingRecord & { readonly key: Buffer; readonly value: Buffer };
};
