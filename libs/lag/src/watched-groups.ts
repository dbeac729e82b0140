import { topicDeclarations } from '@varselvakt/kafka';
import type { WatchedGroup } from './collect-lag.ts';

/** The settings that say which groups and topics are ours, by their own names. */
export type GroupNames = {
  readonly TOPIC_PREFIX: string;
  readonly INBOUND_TOPICS: readonly string[] | null;
  readonly VALIDATOR_GROUP_ID: string;
  readonly PERSISTER_GROUP_ID: string;
};

/** The groups of our services with the topics that they read, and others by name or pattern. */
export function watchedGroups(names: GroupNames, others: readonly string[]): readonly WatchedGroup[] {
  const declared = topicDeclarations(names.TOPIC_PREFIX);
  const named = (wanted: string) => declared.filter(({ purpose }) => purpose === wanted).map(({ name }) => name);
  return [
    { stage: 'validator', group: names.VALIDATOR_GROUP_ID, topics: names.INBOUND_TOPICS ?? named('inbound') },
    { stage: 'persister', group: names.PERSISTER_GROUP_ID, topics: named('events') },
    ...others.map((group) => ({ stage: null, group, topics: [] })),
  ];
}
