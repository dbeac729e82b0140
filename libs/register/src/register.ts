import type { CurrentTerms, RegisteredLabel, RegisteredProducer } from '@varselvakt/rules';

/** Who may publish what: the checked content of the register, ready for look-ups. */
export interface Register {
  readonly producers: ReadonlyMap<string, RegisteredProducer>;
  /** By name; a label has one owner. */
  readonly labels: ReadonlyMap<string, RegisteredLabel>;
  /** Producer ids by the inbound topic that only they may write to. */
  readonly topicOwners: ReadonlyMap<string, string>;
  readonly currentTerms: CurrentTerms | null;
  /** Keyed hashes of people with a protected address; see `hashOfPerson`. */
  readonly protectedPersons: ReadonlySet<string>;
  /** SHA-256 (hex) of the content: the same whatever the order of files and keys, the layout and the comments. */
  readonly hash: string;
}

/** The producer of an id, or null when the register has none. */
export const findProducer = (register: Register, producerId: string): RegisteredProducer | null =>
  register.producers.get(producerId) ?? null;

/** The label of a name, or null when the register has none. */
export const findLabel = (register: Register, name: string): RegisteredLabel | null =>
  register.labels.get(name) ?? null;

/** Id of the one producer that may write to a topic, or null when it is shared. */
export const ownerOfTopic = (register: Register, topic: string): string | null =>
  register.topicOwners.get(topic) ?? null;
