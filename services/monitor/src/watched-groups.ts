import { topicDeclarations } from '@varselvakt/kafka';
import type { WatchedGroup } from '@varselvakt/lag';

type GroupConfig = {
  readonly TOPIC_PREFIX: string;
  readonly INBOUND_TOPICS: readonly string[] | null;
  readonly VALIDATOR_GROUP_ID: string;
  readonly PERSISTER_GROUP_ID: string;
  readonly MONITOR_GROUPS: readonly string[] | null;
};

/** The groups of our services with the topics that they read, and the others that the settings name. */
export function watchedGroups(config: GroupConfig): readonly WatchedGroup[] {
  const declared = topicDeclarations(config.TOPIC_PREFIX);
  const named = (wanted: string) => declared.filter(({ purpose }) => purpose === wanted).map(({ name }) => name);
  return [
    { stage: 'validator', group: config.VALIDATOR_GROUP_ID, topics: config.INBOUND_TOPICS ?? named('inbound') },
    { stage: 'persister', group: config.PERSISTER_GROUP_ID, topics: named('events') },
    ...(config.MONITOR_GROUPS ?? []).map((group) => ({ stage: null, group, topics: [] })),
  ];
}
