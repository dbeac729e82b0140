import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createThreeNodeCluster, type NodeNumber, type ThreeNodeCluster } from '@varselvakt/devstack';
import { announceSeed } from '../chaos/announce.ts';
import { underTrouble } from '../faults/under-trouble.ts';
import { judge } from '../oracle/judge.ts';
import { givenServers, openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import type { Mix } from '../workload/generate-workload.ts';
import { createRandom } from '../workload/random.ts';
import { readLeaders } from './read-leaders.ts';

/** A pipeline on a cluster of three brokers; Postgres and the registry are those of the run. */
export interface ClusterPipeline {
  readonly cluster: ThreeNodeCluster;
  readonly pipeline: Pipeline;
}

/** Opens a cluster and a pipeline on it for the tests of a file; what it gives may be called in tests only. */
export function useClusterPipeline(): () => ClusterPipeline {
  let opened: ClusterPipeline | undefined;
  let cluster: ThreeNodeCluster | undefined;
  beforeAll(async () => {
    cluster = await createThreeNodeCluster();
    opened = { cluster, pipeline: await openPipeline({ ...givenServers(), KAFKA_BROKERS: cluster.brokers }) };
  }, 180_000);
  afterAll(async () => {
    await opened?.pipeline.close();
    await cluster?.close();
  }, 120_000);
  return () => {
    if (opened === undefined) throw new Error('The pipeline is not open yet');
    return opened;
  };
}

/** Waits until every partition has a leader, and as many replicas in sync as there are nodes. */
export async function untilInSync({ cluster, pipeline }: ClusterPipeline, nodeCount: number): Promise<void> {
  await waitUntil(`all partitions are in sync on ${nodeCount} nodes`, async () => {
    const states = await readLeaders(cluster.brokers, pipeline.prefix).catch(() => []);
    return states.length > 0 && states.every(({ leader, inSync }) => leader > 0 && inSync.length === nodeCount);
  });
}

/** How many partitions of the pipeline the node leads. */
async function countLed({ cluster, pipeline }: ClusterPipeline, node: NodeNumber): Promise<number> {
  const states = await readLeaders(cluster.brokers, pipeline.prefix);
  return states.filter(({ leader }) => leader === node).length;
}

interface LossTest {
  /** The nodes that are killed, one after the other; each comes back before the next goes. */
  readonly lost: readonly NodeNumber[];
  readonly mix: Mix;
}

/** kill -9 of a node that leads something; the others take over, it comes back, and is given back what it led. */
async function loseNode(parts: ClusterPipeline, node: NodeNumber): Promise<number> {
  const led = await countLed(parts, node);
  await parts.cluster.kill(node);
  await untilInSync(parts, 2);
  expect(await countLed(parts, node)).toBe(0);
  await parts.cluster.start(node);
  await untilInSync(parts, 3);
  await waitUntil(`node ${node} leads again`, async () => (await countLed(parts, node)) > 0);
  return led;
}

/** Declares a test: brokers of a cluster are lost in turn while events flow, and the oracle finds nothing wrong. */
export function testLostBrokers(sentence: string, { lost, mix }: LossTest): void {
  const open = useClusterPipeline();
  test(sentence, async () => {
    const parts = open();
    const services = await parts.pipeline.startAll();
    const random = createRandom(announceSeed('brokers lost'));
    let moveCount = 0;
    const evidence = await underTrouble(parts.pipeline, {
      random,
      mix,
      during: async () => {
        for (const node of lost) moveCount += 2 * (await loseNode(parts, node));
      },
      // A batch whose answer is lost with its leader is sent again.
      spareCopies: () => moveCount,
    });
    process.stderr.write(`  leaders moved: ${moveCount}\n`);
    expect(judge(evidence)).toEqual({});
    expect(moveCount).toBeGreaterThan(0);
    expect(services.map(({ hasEnded }) => hasEnded())).toEqual([false, false, false]);
  }, 600_000);
}
