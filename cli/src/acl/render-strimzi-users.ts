import { stringify } from 'yaml';
import type { Access } from './access-plan.ts';

function toAcls({ topics, groups }: Access) {
  return [
    ...topics.map(({ topic, operations }) => ({
      resource: { type: 'topic', name: topic, patternType: 'literal' },
      operations: [...operations],
    })),
    ...groups.map(({ name, isPrefix, operations }) => ({
      resource: { type: 'group', name, patternType: isPrefix ? 'prefix' : 'literal' },
      operations: [...operations],
    })),
  ];
}

/** KafkaUser resources for Strimzi, one a party. `cluster` is the name of the Kafka resource. */
export function renderStrimziUsers(plan: readonly Access[], cluster: string): string {
  return plan
    .map((access) =>
      stringify({
        apiVersion: 'kafka.strimzi.io/v1beta2',
        kind: 'KafkaUser',
        metadata: { name: access.principal, labels: { 'strimzi.io/cluster': cluster } },
        spec: { authentication: { type: 'tls' }, authorization: { type: 'simple', acls: toAcls(access) } },
      }),
    )
    .join('---\n');
}
