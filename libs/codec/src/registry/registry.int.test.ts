import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import { createEventDecoder } from '../avro/event-decoder.ts';
import { createEncoder } from '../avro/event-encoder.ts';
import { readEventSchema, toSchemaText } from '../schema/schema-sources.ts';
import { createSampleEvent } from '../testing/sample-event.ts';
import { registerSchemas, SchemaIncompatible } from './register-schemas.ts';
import { createRegistryClient } from './registry-client.ts';

const settings = { url: process.env['KAFKA_SCHEMA_REGISTRY'] ?? '' };
const client = createRegistryClient(settings);
const freshSubject = () => `test-${randomBytes(6).toString('hex')}-value`;
const inbound = { subject: freshSubject(), schemaName: 'ProducerEvent' } as const;
let schemaId = 0;

beforeAll(async () => {
  const [registration] = await registerSchemas(settings, [inbound]);
  schemaId = registration?.schemaId ?? 0;
});

describe('registering with a real registry', () => {
  test('gives an id, and the same one ever after', async () => {
    expect(schemaId).toBeGreaterThan(0);
    expect(await registerSchemas(settings, [inbound])).toEqual([{ ...inbound, outcome: 'unchanged', schemaId }]);
  });

  test('changes nothing on a dry run, and says what it would do', async () => {
    const subject = { subject: freshSubject(), schemaName: 'EventOutcome' } as const;
    const dryRun = await registerSchemas(settings, [subject, inbound], { dryRun: true });
    expect(dryRun).toEqual([
      { ...subject, outcome: 'to-be-registered', schemaId: null },
      { ...inbound, outcome: 'unchanged', schemaId },
    ]);
    expect(
      await client.findRegistration(subject.subject, toSchemaText(readEventSchema('EventOutcome'))),
    ).toBeUndefined();
  });

  test('makes one version when many start at once', async () => {
    const subject = { subject: freshSubject(), schemaName: 'HardDeleted' } as const;
    const all = await Promise.all(Array.from({ length: 5 }, () => registerSchemas(settings, [subject])));
    expect(new Set(all.map(([one]) => one?.schemaId)).size).toBe(1);
    const versions = await fetch(`${settings.url}/subjects/${subject.subject}/versions`);
    expect(await versions.json()).toEqual([1]);
  });

  test('is refused with a clear error when the subject holds something else', async () => {
    const subject = freshSubject();
    const other = { schema: '{"type":"record","name":"Other","fields":[{"name":"a","type":"int"}]}' };
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(other);
    await fetch(`${settings.url}/subjects/${subject}/versions`, { method: 'POST', headers, body });
    for (const dryRun of [true, false])
      await expect(registerSchemas(settings, [{ subject, schemaName: 'HardDeleted' }], { dryRun })).rejects.toThrow(
        SchemaIncompatible,
      );
  });

  test('asks for compatibility with all versions in both directions', async () => {
    const config = await fetch(`${settings.url}/config/${inbound.subject}`);
    expect(await config.json()).toMatchObject({ compatibilityLevel: 'FULL_TRANSITIVE' });
  });
});

describe('looking up with a real registry', () => {
  test('finds text and subjects of an id, and neither of an id that is not there', async () => {
    expect(await client.findSchema(schemaId)).toMatchObject({ schemaType: 'AVRO', hasReferences: false });
    expect(await client.findSubjects(schemaId)).toContain(inbound.subject);
    for (const id of [0, 999_999_999]) {
      expect(await client.findSchema(id)).toBeUndefined();
      expect(await client.findSubjects(id)).toBeUndefined();
    }
  });

  test('holds a GUID for unknown where the registry has none', async () => {
    expect(await client.findIdOfGuid('00010203-0405-0607-0809-0a0b0c0d0e0f')).toBeUndefined();
  });
});

describe('records', () => {
  const event = createSampleEvent();
  const decoderOf = (subject: string) =>
    createEventDecoder({ registry: client, readers: [{ schemaName: 'ProducerEvent', subject }], now: Date.now });

  test('of our encoder are read by the kafkajs registry client', async () => {
    const value = createEncoder('ProducerEvent', schemaId)(event);
    const decoded = await new SchemaRegistry({ host: settings.url }).decode(value);
    expect(decoded).toMatchObject({ eventId: event.eventId, occurredAt: event.occurredAt });
  });

  test('of the kafkajs registry client are read by our decoder', async () => {
    const { type, ...fields } = { type: 'CaseDetailsChanged' as const, additionalInfo: 'æ', nextStep: null };
    const written = { ...event, body: { [`no.varselvakt.${type}`]: fields } };
    const value = await new SchemaRegistry({ host: settings.url }).encode(schemaId, written);
    const decoder = decoderOf(inbound.subject);
    await decoder.prepare([{ value }]);
    expect(decoder.decode(value)).toMatchObject({ ok: true, schemaId, value: { ...event, body: { type, ...fields } } });
  });

  test('under a subject of another topic are refused', async () => {
    const value = createEncoder('ProducerEvent', schemaId)(event);
    const decoder = decoderOf(freshSubject());
    await decoder.prepare([{ value }]);
    expect(decoder.decode(value)).toEqual({ ok: false, code: 'SCHEMA_FOREIGN', path: null, schemaId });
  });

  test('with an id that the registry does not know are waited for', async () => {
    const value = createEncoder('ProducerEvent', 999_999_999)(event);
    const decoder = decoderOf(inbound.subject);
    await expect(decoder.prepare([{ value }])).rejects.toMatchObject({ code: 'SCHEMA_NOT_YET_KNOWN', retriable: true });
  });
});
