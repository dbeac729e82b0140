import { describe, expect, test } from '@jest/globals';
import type { RecordSchemaJson } from '../schema/schema-json.ts';
import { readEventSchema, toSchemaText } from '../schema/schema-sources.ts';
import { createMemoryRegistry, type MemorySchemas } from '../testing/memory-registry.ts';
import { createSampleEvent } from '../testing/sample-event.ts';
import { createOwnType } from './avro-type.ts';
import { createEventDecoder } from './event-decoder.ts';
import { createEncoder } from './event-encoder.ts';

const subject = 'notifications.inbound-value';
const own = readEventSchema('ProducerEvent');
const event = createSampleEvent();
const GUID = '00010203-0405-0607-0809-0a0b0c0d0e0f';
const guidHeaders = { __value_schema_id: Buffer.from('01000102030405060708090a0b0c0d0e0f', 'hex') };

function decoderOf(schemas: MemorySchemas, now: () => number = () => 0) {
  const registry = createMemoryRegistry(schemas, { [GUID]: 1 });
  return createEventDecoder({ registry, readers: [{ schemaName: 'ProducerEvent', subject }], now });
}

async function decode(schemas: MemorySchemas, value: Buffer | null, headers?: { [name: string]: Buffer }) {
  const decoder = decoderOf(schemas);
  await decoder.prepare([{ value, headers }]);
  return decoder.decode(value, headers);
}

const registered = (text: string, ...subjects: string[]) => ({ text, subjects });
const known = { 1: registered(toSchemaText(own), subject) };
const framed = createEncoder('ProducerEvent', 1)(event);
const refused = (code: string, schemaId: number | null, path: string | null = null) => ({
  ok: false,
  code,
  path,
  schemaId,
});
const withFields = (change: (fields: RecordSchemaJson['fields']) => RecordSchemaJson['fields']): RecordSchemaJson => ({
  ...own,
  fields: change(own.fields),
});

describe('the decoder', () => {
  test('reads an event and gives each record of a union its type', async () => {
    const result = await decode(known, framed);
    expect(result).toEqual({ ok: true, schemaName: 'ProducerEvent', schemaId: 1, value: event, canonicalStart: 5 });
  });

  test('makes values of the wanted fields alone, and checks the others all the same', async () => {
    const only = { ProducerEvent: ['eventId', 'body'] };
    const registry = createMemoryRegistry(known, {});
    const decoder = createEventDecoder({
      registry,
      readers: [{ schemaName: 'ProducerEvent', subject, only }],
      now: () => 0,
    });
    await decoder.prepare([{ value: framed }]);
    const value = { eventId: event.eventId, body: { type: event.body.type } };
    expect(decoder.decode(framed)).toEqual({
      ok: true,
      schemaName: 'ProducerEvent',
      schemaId: 1,
      value,
      canonicalStart: 5,
    });
    const text = framed.lastIndexOf(event.label);
    const corrupt = Buffer.from(framed);
    corrupt[text] = 0xff;
    expect(decoder.decode(corrupt)).toMatchObject({ ok: false, code: 'AVRO_CORRUPT', path: 'label' });
  });

  test('reads a value whose schema stands in a header as a GUID', async () => {
    const result = await decode(known, framed.subarray(5), guidHeaders);
    expect(result).toEqual({ ok: true, schemaName: 'ProducerEvent', schemaId: 1, value: event, canonicalStart: 0 });
  });

  test('refuses a null value, a value too large and a value without a frame', async () => {
    expect(await decode(known, null)).toEqual(refused('RECORD_NULL_VALUE', null));
    expect(await decode(known, Buffer.alloc(600 * 1024))).toEqual(refused('RECORD_TOO_LARGE', null));
    for (const value of ['', 'abc', '{"eventId":"0199"}'])
      expect(await decode(known, Buffer.from(value))).toEqual(refused('SCHEMA_UNFRAMED', null));
  });

  test('refuses a schema that belongs to another subject, is no Avro, or is another record', async () => {
    const other = '{"type":"record","name":"Other","fields":[]}';
    const recursive =
      '{"type":"record","name":"no.varselvakt.ProducerEvent","fields":[{"name":"a","type":"constructor"}]}';
    for (const schema of [
      registered(toSchemaText(own), 'elsewhere-value'),
      registered('"string"', subject),
      registered('not json', subject),
      registered(other, subject),
      registered(recursive, subject),
      registered(`${' '.repeat(300_000)}${toSchemaText(own)}`, subject),
      { ...registered(toSchemaText(own), subject), schemaType: 'JSON' },
    ])
      expect(await decode({ 1: schema }, framed)).toEqual(refused('SCHEMA_FOREIGN', 1));
  });

  test('refuses an id that no registry can give without asking for it', async () => {
    for (const id of [0, 0x8000_0000, 0xffff_ffff]) {
      const value = Buffer.from(framed);
      value.writeUInt32BE(id, 1);
      expect(await decode(known, value)).toEqual(refused('SCHEMA_UNKNOWN', null));
    }
  });

  test('refuses trailing bytes and says at which field it stopped', async () => {
    expect(await decode(known, Buffer.concat([framed, Buffer.from([0])]))).toEqual(refused('AVRO_CORRUPT', 1));
    const broken = Buffer.from(framed);
    broken[framed.indexOf('Dere har en ny')] = 0xff;
    expect(await decode(known, broken)).toEqual(refused('AVRO_CORRUPT', 1, 'body.externalMessages[0].text'));
  });

  test('refuses a number that JavaScript cannot hold, without telling it', async () => {
    const before = framed.subarray(0, 5 + 2 * 37);
    const beyond = Buffer.from([0x82, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20]);
    const value = Buffer.concat([before, beyond, framed.subarray(before.length + 6)]);
    expect(await decode(known, value)).toEqual(refused('AVRO_CORRUPT', 1, 'occurredAt'));
  });

  test('has to be told of a record before it reads it', () => {
    expect(() => decoderOf(known).decode(framed)).toThrow('prepared');
  });
});

describe('the decoder reads what other versions of the schema write', () => {
  async function decodeWritten(schema: RecordSchemaJson, value: unknown) {
    const written = createOwnType(schema).toBuffer(value);
    const bytes = Buffer.concat([framed.subarray(0, 5), written]);
    return decode({ 1: registered(JSON.stringify(schema), subject) }, bytes);
  }
  const plain = { ...event, body: { 'no.varselvakt.CaseDetailsChanged': { additionalInfo: 'x', nextStep: null } } };
  const expected = { ...event, body: { type: 'CaseDetailsChanged', additionalInfo: 'x', nextStep: null } };

  test('a field we do not know is dropped, and our own bytes would be others', async () => {
    const schema = withFields((fields) => [{ name: 'extra', type: 'string' }, ...fields]);
    const result = await decodeWritten(schema, { ...plain, extra: 'secret' });
    expect(result).toMatchObject({ ok: true, value: expected, canonicalStart: undefined });
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  test('a field that is not written takes its default', async () => {
    const schema = withFields((fields) => fields.filter((field) => field.name !== 'groupId'));
    expect(await decodeWritten(schema, plain)).toMatchObject({ ok: true, value: { ...expected, groupId: null } });
  });

  test('an int is promoted to a long', async () => {
    const schema = withFields((fields) =>
      fields.map((field) => (field.name === 'occurredAt' ? { ...field, type: 'int' } : field)),
    );
    const result = await decodeWritten(schema, { ...plain, occurredAt: 5 });
    expect(result).toMatchObject({ ok: true, value: { ...expected, occurredAt: 5 } });
  });

  test("a writer's field named type cannot choose what a record is", async () => {
    const text = toSchemaText(own).replace(
      '"doc":"The text around a case changed (endrede saksopplysninger).","fields":[',
      '"doc":"","fields":[{"name":"type","type":"string"},',
    );
    const schema = JSON.parse(text) as RecordSchemaJson;
    const body = { type: 'DeletionRequested', additionalInfo: 'x', nextStep: null };
    const result = await decodeWritten(schema, { ...event, body: { 'no.varselvakt.CaseDetailsChanged': body } });
    expect(result).toMatchObject({ ok: true, value: expected });
  });

  test('a map with the key __proto__ in a field we do not know changes nothing', async () => {
    const schema = withFields((fields) => [{ name: 'extra', type: { type: 'map', values: 'string' } }, ...fields]);
    const extra = JSON.parse('{"__proto__":"polluted","constructor":"x"}');
    const result = await decodeWritten(schema, { ...plain, extra });
    expect(result).toMatchObject({ ok: true, value: expected });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.each([
    ['a required field is missing', withFields((fields) => fields.filter((field) => field.name !== 'label'))],
    [
      'a field changed its type',
      withFields((fields) => fields.map((f) => (f.name === 'label' ? { ...f, type: 'int' } : f))),
    ],
    ['micros stand for millis', JSON.parse(toSchemaText(own).replaceAll('timestamp-millis', 'timestamp-micros'))],
  ])('but not when %s', async (_, schema) => {
    expect(await decode({ 1: registered(JSON.stringify(schema), subject) }, framed)).toEqual(
      refused('SCHEMA_FOREIGN', 1),
    );
  });
});
