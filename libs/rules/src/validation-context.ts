import type { CurrentTerms, RegisteredLabel, RegisteredProducer, SeverityOverrides } from './register-entry.ts';
import type { Environment } from './rule.ts';

/** Where an event comes from: a record on a topic, or a file that somebody checks before publishing, where there is nobody to verify. */
export type EventOrigin =
  | {
      readonly type: 'RECORD';
      /** The record's key as text. */
      readonly key: string;
      /** The producer that the register gives the topic to; null on a shared topic. */
      readonly topicProducerId: string | null;
    }
  | { readonly type: 'FILE' };

/** Everything outside the event that its judgement depends on. */
export interface ValidationContext {
  /** The validator's clock, epoch ms. */
  readonly now: number;
  readonly environment: Environment;
  readonly origin: EventOrigin;
  /** The register's entry for the event's producerId; null when there is none. */
  readonly producer: RegisteredProducer | null;
  /** The register's entry for the event's label, whoever owns it; null when there is none. */
  readonly label: RegisteredLabel | null;
  /** The terms of use that hold now; null where the register names none. */
  readonly currentTerms: CurrentTerms | null;
  /** True where somebody the event is about is on the list of people with a protected address (kode 6 and 7). */
  readonly recipientIsProtected: boolean;
  /** Overrides on top of the label's, such as those of a command line; never below a rule's floor. */
  readonly overrides?: SeverityOverrides;
}
