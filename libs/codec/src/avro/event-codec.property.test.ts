import { describe, expect, test } from '@jest/globals';
import {
  acceptedEventArbitrary,
  eventOutcomeArbitrary,
  hardDeletedArbitrary,
  producerEventArbitrary,
} from '@varselvakt/testkit/arbitrary';
import fc from 'fast-check';
import { EVENT_SCHEMA_NAMES, readEventSchema, toSchemaText } from '../schema/schema-sources.ts';
import { createMemoryRegistry } from '../testing/memory-registry.ts';
import { createAcceptedEncoder } from './accepted-encoder.ts';
import { createContentHasher } from './content-hash.ts';
import { createEventDecoder } from './event-decoder.ts';
import { createEncoder } from './event-encoder.ts';

const arbitraries = {
  ProducerEvent: producerEventArbitrary,
  AcceptedEvent: acceptedEventArbitrary,
  HardDeleted: hardDeletedArbitrary,
  EventOutcome: eventOutcomeArbitrary,
};
const schemas = Object.fromEntries(
  EVENT_SCHEMA_NAMES.map((name, index) => [
    index + 1,
    { text: toSchemaText(readEventSchema(name)), subjects: [`all-${name}`] },
  ]),
);
const decoder = createEventDecoder({
  registry: createMemoryRegistry(schemas),
  readers: EVENT_SCHEMA_NAMES.map((schemaName) => ({ schemaName, subject: `all-${schemaName}` })),
  now: () => 0,
});

describe.each(EVENT_SCHEMA_NAMES)('every %s', (name) => {
  const schemaId = EVENT_SCHEMA_NAMES.indexOf(name) + 1;
  const encode = createEncoder(name, schemaId) as (value: unknown) => Buffer;

  test('is decoded to what was encoded, and its bytes are the ones we would write again', async () => {
    const check = async (value: unknown) => {
      const bytes = encode(value);
      await decoder.prepare([{ value: bytes }]);
      expect(decoder.decode(bytes)).toEqual({ ok: true, schemaName: name, schemaId, value, canonicalStart: 5 });
    };
    await fc.assert(fc.asyncProperty(arbitraries[name] as fc.Arbitrary<unknown>, check), { numRuns: 200 });
  });

  test('stays as it was for the caller', () => {
    const check = (value: unknown) => {
      const before = structuredClone(value);
      encode(value);
      expect(value).toEqual(before);
    };
    fc.assert(fc.property(arbitraries[name] as fc.Arbitrary<unknown>, check), { numRuns: 50 });
  });
});

describe('bytes said to be canonical', () => {
  test('are what encoding the decoded value gives, whatever byte was changed', async () => {
    const encode = createEncoder('ProducerEvent', 1);
    const { encodeContent } = createContentHasher();
    await decoder.prepare([{ value: Buffer.from([0, 0, 0, 0, 1]) }]);
    const check = (event: Parameters<typeof encode>[0], at: number, bit: number) => {
      const bytes = Buffer.from(encode(event));
      const index = 5 + (at % (bytes.length - 5));
      bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
      const result = decoder.decode(bytes);
      if (!result.ok || result.schemaName !== 'ProducerEvent' || result.canonicalStart === undefined) return;
      expect(encodeContent(result.value)).toEqual(bytes.subarray(result.canonicalStart));
    };
    fc.assert(fc.property(producerEventArbitrary, fc.nat(), fc.nat({ max: 7 }), check), { numRuns: 1_000 });
  });
});

describe('an accepted event', () => {
  test('made of bytes and an envelope is the same as encoded whole', () => {
    const whole = createEncoder('AcceptedEvent', 9);
    const parts = createAcceptedEncoder(9);
    const { encodeContent } = createContentHasher();
    const check = (accepted: Parameters<typeof whole>[0]) =>
      expect(parts(encodeContent(accepted.event), accepted)).toEqual(whole(accepted));
    fc.assert(fc.property(acceptedEventArbitrary, check), { numRuns: 200 });
  });
});
