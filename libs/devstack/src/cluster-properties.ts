import { commonKafkaSettings, renderProperties } from './kafka-properties.ts';

/** A node of a cluster of three, by the number that it keeps. */
export type NodeNumber = 1 | 2 | 3;
export const nodeNumbers: readonly NodeNumber[] = [1, 2, 3];

/** Where a node listens: for clients and the other nodes, and as one of three controllers. */
interface NodePorts {
  readonly brokerPort: number;
  readonly controllerPort: number;
}

export type ClusterPorts = Readonly<Record<NodeNumber, NodePorts>>;

/** What makes three nodes a cluster that goes on without any one of them. */
const REPLICATED = {
  'default.replication.factor': 3,
  'min.insync.replicas': 2,
  'offsets.topic.replication.factor': 3,
  'offsets.topic.num.partitions': 3,
  'transaction.state.log.replication.factor': 3,
  'transaction.state.log.min.isr': 2,
  'share.coordinator.state.topic.replication.factor': 3,
  'share.coordinator.state.topic.min.isr': 2,
  // A new leader soon, but not for a pause of a busy machine.
  'controller.quorum.election.timeout.ms': 1000,
  'controller.quorum.fetch.timeout.ms': 2000,
  // Leaders go home as soon as a node is back: they move twice for each loss, once of them with all nodes alive.
  'leader.imbalance.check.interval.seconds': 2,
  'leader.imbalance.per.broker.percentage': 0,
} as const;

/** The server.properties of one node; the ports of all three are its voters. */
export function renderNodeProperties(node: NodeNumber, ports: ClusterPorts, logFolder: string): string {
  const { brokerPort, controllerPort } = ports[node];
  const outward = `PLAINTEXT://127.0.0.1:${brokerPort}`;
  return renderProperties({
    ...commonKafkaSettings('test'),
    ...REPLICATED,
    'node.id': node,
    listeners: `${outward},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': outward,
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.quorum.voters': nodeNumbers.map((one) => `${one}@127.0.0.1:${ports[one].controllerPort}`).join(','),
    'log.dirs': logFolder,
  });
}
