/** A real validator process between real topics: what becomes of good, refused and unreadable records. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { ProducerEvent } from '@varselvakt/domain';
import { headerBytes, type OutgoingRecord } from '@varselvakt/kafka';
import { bodyTypes, sampleEvent } from '@varselvakt/rules';
import { invalidSample, validatorCodes } from '@varselvakt/testkit';
import type { ValidatorProcess } from './testing/spawn-validator.ts';
import { until } from './testing/until.ts';
import { openValidatorRig, type ValidatorRig } from './testing/validator-rig.ts';

jest.setTimeout(180_000);

let rig: ValidatorRig;
let validator: ValidatorProcess;

beforeAll(async () => {
  rig = await openValidatorRig();
  validator = await rig.startValidator();
});
afterAll(() => rig.close());

const identity = () => ({ eventId: randomUUID(), aggregateId: randomUUID(), now: Date.now() });
const good = (type: (typeof bodyTypes)[number] = 'MessageCreated'): ProducerEvent => sampleEvent(type, identity());
const outcomesOf = (event: ProducerEvent) =>
  rig.collected.outcomes.filter(({ value }) => value.eventId === event.eventId);
const acceptedOf = (event: ProducerEvent) =>
  rig.collected.events.filter(({ value }) => value.event.eventId === event.eventId);

/** Publishes one record and gives its dead letter, found by the place it came from. */
async function deadLetterOf(record: OutgoingRecord) {
  const [placement] = await rig.publish(record);
  const find = () =>
    rig.collected.deadLetters.find(
      ({ record: { headers } }) =>
        headerBytes(headers, 'kafka_dlt-original-partition')?.readInt32BE() === placement?.partition &&
        headerBytes(headers, 'kafka_dlt-original-offset')?.readBigInt64BE() === placement?.baseOffset,
    );
  await until(
    () => find() !== undefined,
    () => placement?.partition,
  );
  return find();
}

describe('a good event', () => {
  test.each(bodyTypes)('with body %s stands on the event log as it was sent', async (type) => {
    const event = good(type);
    await rig.publish(rig.toRecord(event));
    await until(() => acceptedOf(event).length > 0 && outcomesOf(event).length > 0);
    const [accepted] = acceptedOf(event);
    expect(accepted?.value).toMatchObject({ event, producerId: event.producerId, environment: 'dev' });
    const hash = Buffer.from(accepted?.value.contentHash ?? []).toString('hex');
    expect(accepted?.record.key?.toString()).toBe(`${event.eventId}:${hash.slice(0, 16)}`);
    expect(outcomesOf(event)[0]?.value).toMatchObject({ producerId: event.producerId, source: { topic: rig.inbound } });
  });

  test('takes its trace context along, and no header that is not one', async () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const traced = good();
    const other = good();
    await rig.publish(
      rig.toRecord(traced, { headers: { traceparent, secret: 'x' } }),
      rig.toRecord(other, { headers: { traceparent: '13097248022' } }),
    );
    await until(() => acceptedOf(traced).length > 0 && outcomesOf(other).length > 0);
    expect(Object.keys(acceptedOf(traced)[0]?.record.headers ?? {})).toEqual(['traceparent']);
    expect(outcomesOf(other)[0]).toMatchObject({ value: { traceParent: null }, record: { headers: {} } });
  });
});

describe('an event that breaks a rule', () => {
  test('is told every code that an event can earn, and stands nowhere else', async () => {
    const samples = validatorCodes
      .map((code) => invalidSample(code, identity()))
      .filter((sample) => sample !== undefined && Object.keys(sample.situation).length === 0);
    await rig.publish(
      ...samples.map((sample) => rig.toRecord((sample as { event: ProducerEvent }).event, { partition: 0 })),
    );
    for (const sample of samples) {
      const { code, event } = sample as { code: string; event: ProducerEvent };
      const told = () =>
        rig.collected.outcomes.filter(({ value }) => value.findings.some((finding) => finding.code === code));
      await until(
        () => told().length > 0,
        () => code,
      );
      const [outcome] = told();
      if (outcome?.value.outcome === 'REJECTED') expect(acceptedOf(event)).toEqual([]);
    }
  });

  test('is told all its faults at once, with where and what to do', async () => {
    const event = { ...good(), label: 'Finnes ikke', organisationNumber: '123' };
    await rig.publish(rig.toRecord(event, { key: Buffer.from('another key') }));
    await until(() => outcomesOf(event).length > 0);
    const told = outcomesOf(event)[0]?.value;
    expect(told?.outcome).toBe('REJECTED');
    expect(told?.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'KEY_MISMATCH', severity: 'BLOCK' }),
        expect.objectContaining({ code: 'LABEL_UNKNOWN', path: 'label' }),
        expect.objectContaining({ code: 'ORGANISATION_NUMBER_INVALID', documentation: expect.stringContaining('#') }),
      ]),
    );
  });
});

describe('a record that cannot be read lies in the dead letters with its own bytes', () => {
  const deep = (length: number) => Buffer.alloc(length, 2);
  const cases: readonly (readonly [
    string,
    string,
    (value: Buffer, event: ProducerEvent) => Partial<OutgoingRecord>,
  ])[] = [
    ['no key', 'RECORD_NULL_KEY', () => ({ key: null })],
    ['no value', 'RECORD_NULL_VALUE', () => ({ value: null })],
    ['an empty value', 'SCHEMA_UNFRAMED', () => ({ value: Buffer.alloc(0) })],
    ['JSON', 'SCHEMA_UNFRAMED', () => ({ value: Buffer.from('{"eventId":"x"}') })],
    [
      'another magic byte',
      'SCHEMA_UNFRAMED',
      (value) => ({ value: Buffer.concat([Buffer.from([9]), value.subarray(1)]) }),
    ],
    [
      'a schema of another subject',
      'SCHEMA_FOREIGN',
      (value) => ({ value: withSchemaId(value, rig.schemaIds.EventOutcome) }),
    ],
    ['an id beyond all ids', 'SCHEMA_UNKNOWN', (value) => ({ value: withSchemaId(value, 0xffff_ffff) })],
    ['half its bytes', 'AVRO_CORRUPT', (value) => ({ value: value.subarray(0, value.length / 2) })],
    ['a byte too many', 'AVRO_CORRUPT', (value) => ({ value: Buffer.concat([value, Buffer.from([0])]) })],
    ['nothing after the frame', 'AVRO_CORRUPT', (value) => ({ value: value.subarray(0, 5) })],
    ['invalid UTF-8', 'AVRO_CORRUPT', (value, { label }) => ({ value: withByte(value, value.indexOf(label), 0xff) })],
    ['hostile counts', 'AVRO_LIMITS', (value) => ({ value: withHugeArray(value) })],
    ['twos without end', 'AVRO_CORRUPT', (value) => ({ value: Buffer.concat([value.subarray(0, 5), deep(100_000)]) })],
    ['600 KB', 'RECORD_TOO_LARGE', (value) => ({ value: Buffer.concat([value, Buffer.alloc(600_000)]) })],
  ];

  test.each(cases)('with %s', async (_, code, change) => {
    const event = good();
    const record = rig.toRecord(event);
    const changed = { ...record, ...change(record.value as Buffer, event) };
    const letter = await deadLetterOf(changed);
    expect(letter?.code).toBe(code);
    expect(letter?.record.key).toEqual(changed.key);
    expect(letter?.record.value).toEqual(changed.value);
    expect(acceptedOf(event)).toEqual([]);
  });

  test('without stopping those around it', async () => {
    const events = Array.from({ length: 200 }, () => good());
    const records = events.map((event, index) => {
      const record = rig.toRecord(event, { partition: 1 });
      return index % 10 === 0 ? { ...record, value: (record.value as Buffer).subarray(0, 50) } : record;
    });
    const before = rig.collected.deadLetters.length;
    await rig.publish(...records);
    await until(() => rig.collected.deadLetters.length === before + 20);
    await until(() => events.filter((event) => acceptedOf(event).length > 0).length === 180);
  });
});

describe('the process', () => {
  test('counts what it did', async () => {
    const metrics = await (await fetch(`${validator.address()}/metrics`)).text();
    expect(metrics).toMatch(/notif_records_total\{stage="validate",.*outcome="accepted"\} [1-9]/);
    expect(metrics).toMatch(/notif_rejections_total\{.*code="LABEL_UNKNOWN"\} [1-9]/);
    expect(metrics).toMatch(/notif_dead_letters_total\{.*code="SCHEMA_FOREIGN"\} [1-9]/);
    expect(metrics).toMatch(/^notif_schema_cache_entries [1-9]/m);
    expect(metrics).toMatch(/^notif_ruleset_info\{version="[\d.]+",hash="[0-9a-f]{64}"\} 1$/m);
  });

  test('stops when asked, with everything committed and nothing said that stood in an event', async () => {
    expect(await validator.stop()).toBe(0);
    const bounds = await rig.admin.topicBounds(rig.inbound);
    const committed = await rig.admin.committedOffsets(`${rig.prefix}validator`, [rig.inbound]);
    for (const { partition, endOffset } of bounds.filter(({ endOffset }) => endOffset > 0n))
      expect(committed.find((one) => one.partition === partition)?.offset).toBe(endOffset);
    expect(validator.output()).not.toMatch(/13097248022|Finnes ikke/);
  });
});

function withSchemaId(value: Buffer, id: number): Buffer {
  const copy = Buffer.from(value);
  copy.writeUInt32BE(id, 1);
  return copy;
}

function withByte(value: Buffer, index: number, byte: number): Buffer {
  const copy = Buffer.from(value);
  copy[index] = byte;
  return copy;
}

/** Puts a count of a billion where the recipients of a message begin: after its text and link. */
function withHugeArray(value: Buffer): Buffer {
  const link = value.indexOf('https://');
  const end = link + ((value[link - 1] ?? 0) >> 1);
  return Buffer.concat([value.subarray(0, end), Buffer.from([0x80, 0xa8, 0xd6, 0xb9, 0x07]), value.subarray(end)]);
}
