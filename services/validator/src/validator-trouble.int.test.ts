/** A broken world: registry away, a process that dies, a batch that comes again. Nothing is lost, nothing goes to the dead letters. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readEventSchema } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { sampleEvent } from '@varselvakt/rules';
import { openTcpGate, type TcpGate } from './testing/tcp-gate.ts';
import { until } from './testing/until.ts';
import { openValidatorRig, type ValidatorRig } from './testing/validator-rig.ts';

jest.setTimeout(240_000);

let rig: ValidatorRig;
let gate: TcpGate;
let registryUrl: URL;

beforeAll(async () => {
  rig = await openValidatorRig();
  registryUrl = new URL(process.env['KAFKA_SCHEMA_REGISTRY'] ?? '');
  gate = await openTcpGate({ host: registryUrl.hostname, port: Number(registryUrl.port) });
});
afterEach(async () => {
  gate.open();
  await rig.killAll();
});
afterAll(async () => {
  await rig.close();
  await gate.close();
});

const good = (): ProducerEvent =>
  sampleEvent('TaskCreated', { eventId: randomUUID(), aggregateId: randomUUID(), now: Date.now() });
const throughGate = () => {
  const url = new URL(registryUrl);
  url.host = `127.0.0.1:${gate.port}`;
  return { KAFKA_SCHEMA_REGISTRY: url.href };
};
const acceptedOf = (event: ProducerEvent) =>
  rig.collected.events.filter(({ value }) => value.event.eventId === event.eventId);

/** Registers a newer version of the inbound schema, as a producer with an optional field of its own would. */
async function registerNewerSchema(): Promise<number> {
  const own = readEventSchema('ProducerEvent');
  const field = { name: `extra_${Date.now()}`, type: ['null', 'string'], default: null };
  const schema = JSON.stringify({ ...own, fields: [...own.fields, field] });
  const response = await fetch(`${registryUrl.href}/subjects/${rig.inbound}-value/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ schema }),
  });
  return ((await response.json()) as { id: number }).id;
}

describe('while the registry is away', () => {
  test('records of known schemas go on, records of a new one wait, and none becomes a dead letter', async () => {
    const validator = await rig.startValidator(throughGate());
    const first = good();
    await rig.publish(rig.toRecord(first));
    await until(() => acceptedOf(first).length > 0);

    const newerId = await registerNewerSchema();
    gate.shut();
    const known = good();
    await rig.publish(rig.toRecord(known));
    await until(() => acceptedOf(known).length > 0);

    const waiting = good();
    const record = rig.toRecord(waiting);
    const value = Buffer.concat([record.value as Buffer, Buffer.from([0])]);
    value.writeUInt32BE(newerId, 1);
    await rig.publish({ ...record, value });
    await until(() => validator.output().includes('REGISTRY_UNAVAILABLE'), validator.output);
    expect(acceptedOf(waiting)).toEqual([]);
    expect(rig.collected.deadLetters).toEqual([]);

    gate.open();
    await until(() => acceptedOf(waiting).length > 0, validator.output);
    expect(acceptedOf(waiting)[0]?.value.event).toEqual(waiting);
    expect(rig.collected.deadLetters).toEqual([]);
    expect(await validator.stop()).toBe(0);
  });

  test('a validator that starts waits for it and says so', async () => {
    gate.shut();
    const validator = rig.launchValidator(throughGate());
    const event = good();
    await rig.publish(rig.toRecord(event));
    await until(() => validator.output().includes('waiting for a dependency'), validator.output);
    expect(acceptedOf(event)).toEqual([]);
    gate.open();
    await until(() => acceptedOf(event).length > 0, validator.output);
    await validator.stop();
  });
});

describe('a validator that is killed again and again', () => {
  test('loses nothing, and what comes twice has the same key in the same partition', async () => {
    const events = Array.from({ length: 3_000 }, good);
    const publishing = (async () => {
      for (let start = 0; start < events.length; start += 100)
        await rig.publish(...events.slice(start, start + 100).map((event) => rig.toRecord(event)));
    })();
    const environment = { KAFKA_CONNECTION_TIMEOUT_MS: '2000' };
    for (let kills = 0; kills < 2; kills += 1) {
      const victim = await rig.startValidator(environment);
      await until(() => rig.collected.events.length > (kills + 1) * 100);
      await victim.kill();
    }
    await publishing;
    const survivor = await rig.startValidator(environment);
    await until(
      () => {
        const seen = new Set(rig.collected.events.map(({ value }) => value.event.eventId));
        return events.every(({ eventId }) => seen.has(eventId));
      },
      () => rig.collected.events.length,
    );
    const places = new Map<string, Set<string>>();
    for (const { record, value } of rig.collected.events) {
      const place = `${record.key?.toString()} ${record.partition}`;
      places.set(value.event.eventId, (places.get(value.event.eventId) ?? new Set()).add(place));
    }
    expect([...places.values()].filter((one) => one.size !== 1)).toEqual([]);
    expect(rig.collected.deadLetters).toEqual([]);
    await survivor.stop();
  });
});
