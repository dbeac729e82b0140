import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createRegistryStub, type RegistryStub, type StubMode } from '../testing/registry-stub.ts';
import { createRegistryClient } from './registry-client.ts';
import { RegistryUnavailable } from './registry-request.ts';

const GUID = '00010203-0405-0607-0809-0a0b0c0d0e0f';
let stub: RegistryStub;

beforeEach(async () => {
  stub = await createRegistryStub({
    'GET /schemas/ids/7': { schema: '"string"' },
    'GET /schemas/ids/8': { schema: '{}', schemaType: 'JSON', references: [{ name: 'x' }] },
    'GET /schemas/ids/7/versions': [
      { subject: 'a-value', version: 1 },
      { subject: 'b-value', version: 3 },
    ],
    'GET /schemas/ids/9': { unexpected: true },
    'GET /schemas/ids/9/versions': {},
    [`GET /schemas/guids/${GUID}/ids`]: [{ context: '.', id: 7 }],
    'GET /subjects': [],
    'POST /subjects/a%2Fb-value': { subject: 'a/b-value', id: 7, version: 1, schema: '"string"' },
  });
});

afterEach(() => stub.close());

const client = (settings: { user?: string; password?: string } = {}) =>
  createRegistryClient({ url: stub.url, timeoutMs: 200, ...settings });

describe('a registry that answers', () => {
  test('tells a schema, and what kind it is', async () => {
    const whole = { text: '"string"', schemaType: 'AVRO', hasReferences: false };
    expect(await client().findSchema(7)).toEqual(whole);
    expect(await client().findSchema(8)).toEqual({ text: '{}', schemaType: 'JSON', hasReferences: true });
  });

  test('tells the subjects of an id, the id of a GUID and the id of a text', async () => {
    expect(await client().findSubjects(7)).toEqual(['a-value', 'b-value']);
    expect(await client().findIdOfGuid(GUID)).toBe(7);
    expect(await client().findRegistration('a/b-value', '"string"')).toBe(7);
  });

  test('is asked below the path of its address, with user and password when there are any', async () => {
    await client().findSchema(7);
    await client({ user: 'ola', password: 'p:w' }).findSchema(7);
    expect(stub.requests).toEqual(['GET /registry/schemas/ids/7', 'GET /registry/schemas/ids/7']);
    expect(stub.authorizations).toEqual([undefined, `Basic ${Buffer.from('ola:p:w').toString('base64')}`]);
  });

  test('takes user and password from its address as well', async () => {
    const url = stub.url.replace('http://', 'http://ola:p%40w@');
    await createRegistryClient({ url }).findSchema(7);
    expect(stub.authorizations).toEqual([`Basic ${Buffer.from('ola:p@w').toString('base64')}`]);
  });
});

/** What each kind of answer means for a schema that is looked up: not there, or ask again later. */
const meanings: readonly (readonly [StubMode, 'unknown' | 'unavailable'])[] = [
  ['not-found', 'unknown'],
  ['error', 'unavailable'],
  ['busy', 'unavailable'],
  ['unauthorized', 'unavailable'],
  ['garbage', 'unavailable'],
  ['html-404', 'unavailable'],
  ['reset', 'unavailable'],
  ['hang', 'unavailable'],
];

describe('a registry that answers otherwise', () => {
  test.each(meanings)('means by "%s": %s', async (mode, meaning) => {
    stub.setMode(mode);
    for (const lookup of [client().findSchema(7), client().findSubjects(7), client().findRegistration('s', 'x')]) {
      if (meaning === 'unknown') expect(await lookup).toBeUndefined();
      else await expect(lookup).rejects.toThrow(RegistryUnavailable);
    }
  });

  test('means nothing about the schema when it is not there at all', async () => {
    const url = stub.url;
    await stub.close();
    await expect(createRegistryClient({ url }).findSchema(7)).rejects.toMatchObject({ retriable: true });
  });

  test('means nothing about the schema when its JSON has another shape', async () => {
    await expect(client().findSchema(9)).rejects.toThrow(RegistryUnavailable);
    await expect(client().findSubjects(9)).rejects.toThrow(RegistryUnavailable);
  });

  test('never lets user or password into the error', async () => {
    stub.setMode('garbage');
    const url = stub.url.replace('http://', 'http://ola:hemmelig@');
    const error = await createRegistryClient({ url })
      .findSchema(7)
      .catch((caught: unknown) => caught);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error as object))).not.toContain('hemmelig');
  });
});

test('every request is told to the observer, with whether it was answered', async () => {
  const results: string[] = [];
  const observed = createRegistryClient({ url: stub.url, timeoutMs: 200 }, ({ result }) => results.push(result));
  await observed.findSchema(7);
  stub.setMode('garbage');
  await expect(observed.findSchema(7)).rejects.toThrow(RegistryUnavailable);
  expect(results).toEqual(['ok', 'failed']);
});

describe('a GUID', () => {
  const OTHER = '99999999-0405-0607-0809-0a0b0c0d0e0f';

  test('that the registry does not know is unknown', async () => {
    expect(await client().findIdOfGuid(OTHER)).toBeUndefined();
  });

  test('is not held for unknown while the registry is in trouble', async () => {
    for (const mode of ['error', 'hang', 'html-404'] as const) {
      stub.setMode(mode);
      await expect(client().findIdOfGuid(OTHER)).rejects.toThrow(RegistryUnavailable);
    }
  });
});
