import { describe, expect, test } from '@jest/globals';
import { DEFAULT_SCHEMA_LIMITS } from '../guard/decode-limits.ts';
import { readEventSchema, toSchemaText } from '../schema/schema-sources.ts';
import { createMemoryRegistry } from '../testing/memory-registry.ts';
import type { RegistryClient } from './registry-client.ts';
import { RegistryUnavailable } from './registry-request.ts';
import { DEFAULT_SCHEMA_PATIENCE } from './schema-patience.ts';
import { createEventReader } from './writer-schema.ts';
import { WriterSchemas } from './writer-schemas.ts';

const text = toSchemaText(readEventSchema('HardDeleted'));
const ref = { by: 'id', id: 5, start: 5 } as const;

function setUp(registry: RegistryClient) {
  const clock = { now: 1_000_000 };
  const schemas = new WriterSchemas({
    registry,
    readers: [createEventReader('HardDeleted', 's')],
    limits: DEFAULT_SCHEMA_LIMITS,
    patience: DEFAULT_SCHEMA_PATIENCE,
    now: () => clock.now,
  });
  return { schemas, clock };
}
const counted = (registry: RegistryClient) => {
  const calls = { count: 0 };
  const findSchema = async (id: number) => {
    calls.count += 1;
    return registry.findSchema(id);
  };
  return { registry: { ...registry, findSchema }, calls };
};

describe('a schema that the registry does not know', () => {
  const { registry, calls } = counted(createMemoryRegistry({}));

  test('is waited for until three tries and 30 seconds have passed, then refused for 30 seconds', async () => {
    const { schemas, clock } = setUp(registry);
    for (const waitedMs of [0, 1_000, 5_000, 29_999]) {
      clock.now = 1_000_000 + waitedMs;
      await expect(schemas.resolve(ref)).rejects.toMatchObject({ code: 'SCHEMA_NOT_YET_KNOWN', retriable: true });
      expect(schemas.needsLookup(ref)).toBe(true);
    }
    clock.now = 1_030_000;
    await schemas.resolve(ref);
    expect(schemas.get(ref)).toMatchObject({ outcome: 'unknown', schemaId: 5 });
    expect(schemas.count).toBe(1);
    expect(schemas.needsLookup(ref)).toBe(false);
    clock.now += 29_999;
    expect(schemas.needsLookup(ref)).toBe(false);
    clock.now += 1;
    expect(schemas.needsLookup(ref)).toBe(true);
    await schemas.resolve(ref);
    expect(schemas.get(ref)).toMatchObject({ outcome: 'unknown' });
    expect(calls.count).toBe(6);
  });

  test('is not refused after a long wait with too few tries', async () => {
    const { schemas, clock } = setUp(registry);
    await expect(schemas.resolve(ref)).rejects.toThrow(RegistryUnavailable);
    clock.now += 3_600_000;
    await expect(schemas.resolve(ref)).rejects.toThrow(RegistryUnavailable);
    await schemas.resolve(ref);
    expect(schemas.get(ref)).toMatchObject({ outcome: 'unknown' });
  });

  test('is read when it turns up after all', async () => {
    const held: { [id: number]: { text: string; subjects: string[] } } = {};
    const { schemas, clock } = setUp(createMemoryRegistry(held));
    await expect(schemas.resolve(ref)).rejects.toThrow(RegistryUnavailable);
    held[5] = { text, subjects: ['s'] };
    clock.now += 2_000;
    await schemas.resolve(ref);
    expect(schemas.get(ref)).toMatchObject({ outcome: 'readable', writer: { isReaderSchema: true } });
  });
});

describe('a schema of another subject', () => {
  test('is refused at once and looked at again after 30 seconds', async () => {
    const held = { 5: { text, subjects: ['other'] } };
    const { schemas, clock } = setUp(createMemoryRegistry(held));
    await schemas.resolve(ref);
    expect(schemas.get(ref)).toMatchObject({ outcome: 'foreign', schemaId: 5 });
    held[5].subjects.push('s');
    clock.now += 30_000;
    expect(schemas.needsLookup(ref)).toBe(true);
    await schemas.resolve(ref);
    expect(schemas.get(ref)).toMatchObject({ outcome: 'readable' });
  });
});

describe('look-ups', () => {
  test('of one schema at the same time are one', async () => {
    const { registry, calls } = counted(createMemoryRegistry({ 5: { text, subjects: ['s'] } }));
    const { schemas } = setUp(registry);
    await Promise.all([schemas.resolve(ref), schemas.resolve(ref), schemas.resolve(ref)]);
    expect(calls.count).toBe(1);
    expect(schemas.needsLookup(ref)).toBe(false);
  });

  test('that fail leave what is known as it is', async () => {
    const held = createMemoryRegistry({ 5: { text, subjects: ['s'] } });
    const trouble = { on: false };
    const findSchema = async (id: number) => {
      if (trouble.on) throw new RegistryUnavailable('down');
      return held.findSchema(id);
    };
    const { schemas, clock } = setUp({ ...held, findSchema });
    await schemas.resolve(ref);
    trouble.on = true;
    clock.now += 3_600_000;
    expect(schemas.needsLookup(ref)).toBe(false);
    await expect(schemas.resolve({ ...ref, id: 6 })).rejects.toThrow('down');
    expect(schemas.get({ ...ref, id: 6 })).toBeUndefined();
  });

  test('of invented ids do not fill the memory, and never push out what can be read', async () => {
    const { schemas } = setUp(createMemoryRegistry({ 5: { text, subjects: ['s'] } }));
    await schemas.resolve(ref);
    for (let id = 0x8000_0000; id < 0x8000_0000 + 10_050; id += 1) await schemas.resolve({ ...ref, id });
    expect(schemas.get(ref)).toMatchObject({ outcome: 'readable' });
    expect(schemas.get({ ...ref, id: 0x8000_0000 })).toBeUndefined();
    expect(schemas.get({ ...ref, id: 0x8000_0000 + 10_049 })).toMatchObject({ outcome: 'unknown' });
  });
});
