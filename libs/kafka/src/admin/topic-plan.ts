import type { TopicDeclaration } from './topic-declarations.ts';

/** A setting of a topic that is not as declared. `partitions` and `replication` are settings here too. */
export type TopicDrift = { readonly setting: string; readonly declared: string; readonly actual: string };

/** A topic as it is. `ownConfigs` = settings made on the topic itself, not inherited from the broker. */
export type TopicActuality = {
  readonly partitionCount: number;
  readonly replicationFactor: number;
  readonly configs: Readonly<Record<string, string>>;
  readonly ownConfigs: Readonly<Record<string, string>>;
};

/**
 * What is to be done about one topic.
 * `conflict`: it cannot be put right without moving records (partitions, replication): somebody has to decide.
 */
export type TopicPlan =
  | { readonly action: 'create'; readonly declaration: TopicDeclaration }
  | { readonly action: 'keep'; readonly declaration: TopicDeclaration }
  | {
      readonly action: 'alter';
      readonly declaration: TopicDeclaration;
      readonly drifts: readonly TopicDrift[];
      /** All of the topic's own settings as they must be sent: Kafka forgets those that are left out. */
      readonly nextConfigs: Readonly<Record<string, string>>;
    }
  | { readonly action: 'conflict'; readonly declaration: TopicDeclaration; readonly drifts: readonly TopicDrift[] };

const differing = (setting: string, declared: string, actual: string): readonly TopicDrift[] =>
  declared === actual ? [] : [{ setting, declared, actual }];

const shapeDrifts = (declaration: TopicDeclaration, actual: TopicActuality): readonly TopicDrift[] => [
  ...differing('partitions', String(declaration.partitionCount), String(actual.partitionCount)),
  ...(declaration.replicationFactor === null
    ? []
    : differing('replication', String(declaration.replicationFactor), String(actual.replicationFactor))),
];

/**
 * Decides about one topic. The number of partitions is never changed, on no topic: it would send the later events of an aggregate
 * elsewhere than the earlier ones, and tombstones to where the record does not lie. Never throws.
 */
export const decideTopicPlan = (declaration: TopicDeclaration, actual: TopicActuality | undefined): TopicPlan => {
  if (actual === undefined) return { action: 'create', declaration };
  const shape = shapeDrifts(declaration, actual);
  const configs = Object.entries(declaration.configs).flatMap(([setting, declared]) =>
    differing(setting, declared, actual.configs[setting] ?? ''),
  );
  if (shape.length > 0) return { action: 'conflict', declaration, drifts: [...shape, ...configs] };
  if (configs.length === 0) return { action: 'keep', declaration };
  return {
    action: 'alter',
    declaration,
    drifts: configs,
    nextConfigs: { ...actual.ownConfigs, ...declaration.configs },
  };
};
