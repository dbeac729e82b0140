import type { TopicDeclaration } from '@varselvakt/kafka';
import { stringify } from 'yaml';
import type { Access, TopicOperation } from './access-plan.ts';

/** Where the resources belong: pool is the cluster, and producers' applications are taken to have their id as name and team. */
export type PlatformPlace = { readonly pool: string; readonly team: string };

const hourMs = 3_600_000;
const words = (operations: readonly TopicOperation[]): 'read' | 'write' | 'readwrite' => {
  const writes = operations.includes('Write') || operations.includes('Delete');
  if (!writes) return 'read';
  return operations.includes('Write') && !operations.includes('Read') ? 'write' : 'readwrite';
};

function aclOf(topic: string, plan: readonly Access[], team: string) {
  return plan.flatMap(({ principal, topics }) =>
    topics
      .filter((grant) => grant.topic === topic)
      .map(({ operations }) => ({
        team: principal.startsWith('varselvakt-') ? team : principal,
        application: principal,
        access: words(operations),
      })),
  );
}

function configOf({ partitionCount, replicationFactor, configs }: TopicDeclaration) {
  const lagMs = configs['max.compaction.lag.ms'];
  const retentionMs = configs['retention.ms'];
  return {
    cleanupPolicy: configs['cleanup.policy'],
    partitions: partitionCount,
    ...(replicationFactor === null ? {} : { replication: replicationFactor }),
    ...(retentionMs === undefined ? {} : { retentionHours: Number(retentionMs) / hourMs }),
    ...(lagMs === undefined ? {} : { maxCompactionLagMs: Number(lagMs) }),
  };
}

/**
 * Topic resources of the platform (kafka.nais.io/v1): each topic with who may do what. The platform names a topic `<team>.<name>`, so
 * every declared name must begin with the team and a dot; gives undefined where one does not.
 */
export function renderPlatformTopics(
  declarations: readonly TopicDeclaration[],
  plan: readonly Access[],
  { pool, team }: PlatformPlace,
): string | undefined {
  if (!declarations.every(({ name }) => name.startsWith(`${team}.`))) return undefined;
  return declarations
    .map((declaration) =>
      stringify({
        apiVersion: 'kafka.nais.io/v1',
        kind: 'Topic',
        metadata: { name: declaration.name.slice(team.length + 1), namespace: team, labels: { team } },
        spec: { pool, config: configOf(declaration), acl: aclOf(declaration.name, plan, team) },
      }),
    )
    .join('---\n');
}
