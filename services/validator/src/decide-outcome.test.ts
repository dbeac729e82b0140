import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DecodeResult } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { loadRegister, type Register } from '@varselvakt/register';
import { createRuleEngine, sampleEvent, sampleNow } from '@varselvakt/rules';
import { sampleRegisterPath } from '@varselvakt/testkit';
import { decideOutcome, type Scene, tellableOf } from './decide-outcome.ts';

const ownedTopic = 'notifications.inbound.oppfolging-demo';
const event = sampleEvent('MessageCreated');
const key = Buffer.from(event.aggregateId);
let scene: Scene;

beforeAll(async () => {
  const result = await loadRegister(sampleRegisterPath);
  const register = (result as { register: Register }).register;
  scene = {
    register,
    rules: createRuleEngine(),
    protectedPersonsKey: null,
    environment: 'dev',
    now: sampleNow,
    topic: 'notifications.inbound',
  };
});

const decoded = (value: ProducerEvent): DecodeResult<'ProducerEvent'> => ({
  ok: true,
  schemaName: 'ProducerEvent',
  schemaId: 7,
  value,
  canonicalStart: 5,
});

describe('a record', () => {
  test('with a good event is accepted, and told because its producer asked for everything', () => {
    expect(decideOutcome(key, decoded(event), scene)).toMatchObject({
      outcome: 'accepted',
      event,
      schemaId: 7,
      canonicalStart: 5,
      warnings: [],
      isTold: true,
      retention: { operation: 'SET', source: 'PRODUCER' },
    });
  });

  test('with a good event is not told when its producer wants to hear of problems only', () => {
    const producers = new Map(scene.register.producers);
    for (const [id, producer] of producers) producers.set(id, { ...producer, feedback: 'problems' });
    const quiet = { ...scene, register: { ...scene.register, producers } };
    expect(decideOutcome(key, decoded(event), quiet)).toMatchObject({ outcome: 'accepted', isTold: false });
  });

  test('with another key than its aggregate is refused', () => {
    const decision = decideOutcome(Buffer.from('x'), decoded(event), scene);
    expect(decision).toMatchObject({ outcome: 'refused', findings: [{ code: 'KEY_MISMATCH' }] });
  });

  test.each([Buffer.alloc(0), Buffer.alloc(10_000, 'a'), Buffer.from([0xff, 0xfe])])(
    'with an odd key is refused like any other wrong one',
    (odd) => expect(decideOutcome(odd, decoded(event), scene)).toMatchObject({ outcome: 'refused' }),
  );

  test('without a key is unreadable, even when its value is not', () => {
    const decision = decideOutcome(null, decoded(event), scene);
    expect(decision).toEqual({
      outcome: 'unreadable',
      code: 'RECORD_NULL_KEY',
      path: null,
      schemaId: 7,
      producerId: null,
    });
  });

  test('that cannot be decoded is unreadable, and the owner of the topic can be told', () => {
    const fault = { ok: false, code: 'AVRO_CORRUPT', path: 'body.text', schemaId: 7 } as const;
    expect(decideOutcome(key, fault, scene)).toMatchObject({
      outcome: 'unreadable',
      path: 'body.text',
      producerId: null,
    });
    expect(decideOutcome(key, fault, { ...scene, topic: ownedTopic })).toMatchObject({ producerId: 'oppfolging-demo' });
  });
});

describe('a refusal is told', () => {
  test('to nobody by name when the register does not know who claims to write', () => {
    const decision = decideOutcome(key, decoded({ ...event, producerId: '13097248022' }), scene);
    expect(decision).toMatchObject({ outcome: 'refused', producerId: null });
  });

  test('to the owner of the topic, whoever the event claims to be from', () => {
    const decision = decideOutcome(key, decoded(event), { ...scene, topic: ownedTopic });
    expect(decision).toMatchObject({ outcome: 'refused', producerId: 'oppfolging-demo' });
  });
});

test('shadow findings are told to nobody', () => {
  const place = { clause: null, path: null, start: null, end: null };
  const findings = (['observe', 'warn', 'block'] as const).map(
    (severity) => ({ code: 'TEXT_EMPTY', severity, ...place }) as const,
  );
  expect(tellableOf(findings).map(({ severity }) => severity)).toEqual(['warn', 'block']);
});
