import { type ClusterAdmin, KafkaError, type TopicDeclaration } from '@varselvakt/kafka';
import { findTopicDrifts } from '@varselvakt/pipeline';
import { type CheckLine, type DoctorArea, fault, ok, warning } from './check-line.ts';

type Groups = readonly { readonly groupId: string; readonly service: string }[];

/** The cluster, its topics against their declarations, and the services' groups. Throws what is no KafkaError. */
export async function checkCluster(
  admin: ClusterAdmin,
  declarations: readonly TopicDeclaration[],
  groups: Groups,
): Promise<readonly CheckLine[]> {
  const cluster = await tell('kafka', async () => {
    const { clusterId, brokerCount } = await admin.describeCluster();
    return [ok('kafka', `cluster ${clusterId} with ${brokerCount} ${brokerCount === 1 ? 'broker' : 'brokers'}`)];
  });
  if (cluster.some(({ level }) => level === 'fault')) return cluster;
  const topics = await tell('topics', () => checkTopics(admin, declarations));
  const lines = [...cluster, ...topics];
  for (const group of groups) lines.push(...(await tell('groups', () => checkGroup(admin, group))));
  return lines;
}

async function checkTopics(
  admin: ClusterAdmin,
  declarations: readonly TopicDeclaration[],
): Promise<readonly CheckLine[]> {
  const faults = findTopicDrifts(await admin.checkTopics(declarations));
  if (faults.length === 0) return [ok('topics', `all ${declarations.length} are as declared`)];
  return faults.map(({ topic, problem, remedy }) => fault('topics', `${topic} ${problem}`, remedy));
}

async function checkGroup(admin: ClusterAdmin, { groupId, service }: Groups[number]): Promise<readonly CheckLine[]> {
  const { members, state } = await admin.describeGroup(groupId);
  if (members.length > 0) return [ok('groups', `${groupId} is ${state.toLowerCase()}, ${members.length} reading`)];
  return [
    warning(
      'groups',
      `${groupId}: nobody reads`,
      `start the ${service}, if it is to run ("varselvakt run ${service}")`,
    ),
  ];
}

/** A fault of Kafka as a line, with what helps against it. */
async function tell(area: DoctorArea, check: () => Promise<readonly CheckLine[]>): Promise<readonly CheckLine[]> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error;
    const what = isSilence(error.code)
      ? `it takes connections, but no answer can be understood (${error.code})`
      : error.message;
    return [fault(area, what, remedyFor(error.code))];
  }
}

const isSilence = (code: string): boolean => code === 'KAFKA_UNKNOWN' || code === 'KAFKA_REQUEST_TIMEOUT';

/** By what Kafka calls the fault. */
export function remedyFor(code: string): string {
  if (code.includes('AUTHORIZATION') || code === 'KAFKA_FORBIDDEN')
    return 'grant what is missing: "varselvakt topics acl" prints it';
  if (code.includes('SASL') || code.includes('AUTHENTICATION')) return 'see to KAFKA_SASL_* or the certificates';
  if (/NOT_LEADER|COORDINATOR|LOAD_IN_PROGRESS|LEADER_NOT_AVAILABLE/.test(code))
    return 'the brokers have not settled: look again in a minute, and if it stays so at their own logs';
  return 'see to KAFKA_BROKERS, TLS and the brokers’ own logs, then look again';
}
