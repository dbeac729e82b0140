import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findWatchdog, startStackOwner } from '../test/stack-owner.ts';
import { isPresent } from './download-cache.ts';
import { startStack } from './index.ts';
import { isKafkaReady } from './kafka-probe.ts';
import { isPostgresReady } from './postgres-probe.ts';
import { readProcessIdentity } from './process-identity.ts';
import { isRegistryReady } from './registry-probe.ts';
import { parseEnvironmentAddresses, type StackAddresses } from './stack-addresses.ts';
import { waitUntil } from './wait-until.ts';

const START_DEADLINE_MS = 120_000;
const SUBJECT = 'devstack-test-value';

let parentFolder = '';
beforeAll(async () => {
  parentFolder = await mkdtemp(join(tmpdir(), 'varselvakt-devstack-'));
});
afterAll(() => rm(parentFolder, { recursive: true }));

async function whichAnswer(addresses: StackAddresses): Promise<Record<string, boolean>> {
  const broker = new URL(`kafka://${addresses.brokers}`);
  const { hostname: host, port, username, pathname } = new URL(addresses.databaseUrl);
  const [kafka, registry, postgres] = await Promise.all([
    isKafkaReady(Number(broker.port), broker.hostname),
    isRegistryReady(addresses.registryUrl),
    isPostgresReady({ host, port: Number(port), user: username, database: pathname.slice(1) }),
  ]);
  return { kafka, registry, postgres };
}

async function callRegistry(addresses: StackAddresses, path: string, body?: object): Promise<unknown> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const headers = { 'content-type': 'application/vnd.schemaregistry.v1+json' };
  const response = await fetch(`${addresses.registryUrl}${path}`, { ...init, headers });
  return response.json();
}

async function livingOf(pids: readonly number[]): Promise<number[]> {
  const found = await Promise.all(pids.map((pid) => readProcessIdentity(pid)));
  return pids.filter((_, index) => found[index] !== null);
}

const untilGone = (pids: readonly number[]) =>
  waitUntil(async () => (await livingOf(pids)).length === 0, { everyMs: 50, deadlineMs: 30_000 });

const all = { kafka: true, registry: true, postgres: true };

test('the stack of this test run answers at the addresses in the environment', async () => {
  const given = parseEnvironmentAddresses(process.env);
  expect(given.outcome === 'ALL' && (await whichAnswer(given.addresses))).toEqual(all);
});

// The containers' own tests run the same servers by testcontainers; there may be no Java then.
const describeEmbedded = process.env['VARSELVAKT_STACK'] === 'docker' ? describe.skip : describe;

describeEmbedded('an embedded stack beside another one', () => {
  test(
    'has addresses of its own, and ends with its data when its owner is killed',
    async () => {
      const owner = await startStackOwner(parentFolder, 'killed', 'ephemeral');
      expect(await whichAnswer(owner.addresses)).toEqual(all);
      expect(owner.partPids).toHaveLength(3);
      expect(Object.values(process.env)).not.toContain(owner.addresses.brokers);
      expect(await callRegistry(owner.addresses, '/config')).toEqual({ compatibilityLevel: 'FULL_TRANSITIVE' });
      process.kill(owner.pid, 'SIGKILL');
      expect(await untilGone(owner.partPids)).toBe(true);
      const removed = () => isPresent(owner.folder).then((found) => !found);
      expect(await waitUntil(removed, { everyMs: 50, deadlineMs: 20_000 })).toBe(true);
    },
    START_DEADLINE_MS,
  );

  test(
    'ends when its owner is interrupted as by Ctrl-C',
    async () => {
      // Until here the folder was closed to others, and root's Postgres had to find a place elsewhere; now it is open.
      await chmod(parentFolder, 0o755);
      const owner = await startStackOwner(parentFolder, 'interrupted', 'ephemeral');
      process.kill(-owner.pid, 'SIGINT');
      await owner.ended;
      expect(await untilGone(owner.partPids)).toBe(true);
    },
    START_DEADLINE_MS,
  );

  test(
    'left behind by a killed owner and a killed watchdog is ended by the next start, which finds its data',
    async () => {
      const owner = await startStackOwner(parentFolder, 'left', 'kept');
      const schema = { schema: '{"type":"record","name":"Left","fields":[]}' };
      const { id } = (await callRegistry(owner.addresses, `/subjects/${SUBJECT}/versions`, schema)) as { id: number };
      process.kill(findWatchdog(owner.pid), 'SIGKILL');
      process.kill(owner.pid, 'SIGKILL');
      await owner.ended;
      expect(await livingOf(owner.partPids)).toHaveLength(3);

      const next = await startStack({ mode: 'embedded', parentFolder, name: 'left', profile: 'test' });
      try {
        expect(await livingOf(owner.partPids)).toEqual([]);
        expect(await whichAnswer(next.addresses)).toEqual(all);
        expect(await callRegistry(next.addresses, `/subjects/${SUBJECT}/versions/1`)).toMatchObject({ id });
        const second = startStack({ mode: 'embedded', parentFolder, name: 'left', profile: 'test' });
        await expect(second).rejects.toMatchObject({ code: 'STACK_IN_USE' });
      } finally {
        await next.stop();
      }
      expect(await whichAnswer(next.addresses)).toEqual({ kafka: false, registry: false, postgres: false });
    },
    START_DEADLINE_MS,
  );
});
