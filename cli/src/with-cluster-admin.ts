import { type ClusterAdmin, createClusterAdmin, createKafkaClient } from '@varselvakt/kafka';
import { type KafkaConnectionSettings, withReleaseStack } from '@varselvakt/runtime';

/** Lends an admin of the cluster and closes it afterwards. Throws KafkaError as the admin does. */
export async function withClusterAdmin<Result>(
  settings: KafkaConnectionSettings,
  work: (admin: ClusterAdmin) => Promise<Result>,
): Promise<Result> {
  return withReleaseStack(async (stack) => {
    const admin = createClusterAdmin(createKafkaClient(settings, () => undefined));
    stack.push('cluster admin', admin.close);
    return work(admin);
  });
}
