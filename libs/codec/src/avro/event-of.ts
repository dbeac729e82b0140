import type { AcceptedEvent, EventOutcome, HardDeleted, ProducerEvent } from '@varselvakt/domain';

/** The TypeScript type that each of our schemas decodes to. */
export type EventOf = {
  readonly ProducerEvent: ProducerEvent;
  readonly AcceptedEvent: AcceptedEvent;
  readonly HardDeleted: HardDeleted;
  readonly EventOutcome: EventOutcome;
};
