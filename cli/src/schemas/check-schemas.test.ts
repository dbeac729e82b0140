/** `varselvakt schema check`: a schema file against every released one, in both directions, in words. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runVarselvakt } from '../testing/run-varselvakt.ts';
import { askRegistry, checkFile, isSound } from './check-schemas.ts';
import { renderAnnotations, renderJson, renderText } from './render-check.ts';

type Field = { name: string; type: unknown; default?: unknown };
type Schema = { type: string; name: string; namespace?: string; fields: Field[] };

const folder = mkdtempSync(join(tmpdir(), 'varselvakt-schema-'));
afterAll(() => rmSync(folder, { recursive: true }));

const released = new URL('../../../schemas/released/', import.meta.url);
const readReleased = (name: string): Schema => JSON.parse(readFileSync(new URL(name, released), 'utf8')) as Schema;

/** A file with a released schema after a change. */
const fileWith = (change: (schema: Schema) => void, name = 'ProducerEvent.v1.avsc'): string => {
  const schema = readReleased(name);
  change(schema);
  return fileOf(JSON.stringify(schema, undefined, 2));
};
const fileOf = (text: string): string => {
  const file = join(folder, 'given.avsc');
  writeFileSync(file, text);
  return file;
};
const fieldOf = (schema: Schema, name: string): Field =>
  schema.fields.find((field) => field.name === name) ?? { name, type: 'null' };
const drop = (schema: Schema, name: string): void => {
  schema.fields = schema.fields.filter((field) => field.name !== name);
};

describe('a schema fits', () => {
  test.each<[string, (schema: Schema) => void]>([
    ['when it is the released one', () => undefined],
    [
      'with a new field that has a default',
      ({ fields }) => void fields.push({ name: 'x', type: 'string', default: '' }),
    ],
    ['without a field that has one', (schema) => drop(schema, 'groupId')],
    [
      'with other words and without documentation',
      (schema) => {
        for (const field of schema.fields) Reflect.deleteProperty(field, 'doc');
      },
    ],
  ])('%s', (_, change) => {
    const checked = checkFile(fileWith(change));
    expect(isSound(checked)).toBe(true);
    expect(renderText(checked)).toMatch(/: ProducerEvent fits released version 1$/);
  });

  test('with all earlier versions: who has the first version of a record can read the second and the other way round', () => {
    const checked = checkFile(fileWith(() => undefined, 'EventOutcome.v1.avsc'));
    expect(renderText(checked)).toMatch(/: EventOutcome fits released versions 1, 2$/);
  });
});

describe('a schema does not fit', () => {
  test.each<[string, (schema: Schema) => void, RegExp]>([
    [
      'with a new field without default',
      ({ fields }) => void fields.push({ name: 'extra', type: 'string' }),
      /^[^:]+:\d\d+:\d+ error ProducerEvent\.extra is in the file only.* \(version 1: whoever has this file cannot read/m,
    ],
    [
      'without a field that must be there',
      (schema) => drop(schema, 'label'),
      /:1:1 error ProducerEvent\.label is missing in the file.* \(version 1: the pipeline cannot read what is written/,
    ],
    [
      'with a field of another type',
      (schema) => {
        fieldOf(schema, 'label').type = 'bytes';
      },
      /ProducerEvent\.label is bytes in the file, and string as released \(version 1: the pipeline cannot/,
    ],
    [
      'with microseconds for milliseconds',
      (schema) => {
        fieldOf(schema, 'occurredAt').type = { type: 'long', logicalType: 'timestamp-micros' };
      },
      /ProducerEvent\.occurredAt has the logical type timestamp-micros in the file, and timestamp-millis as released/,
    ],
    [
      'with a body that nobody knows',
      (schema) => {
        (fieldOf(schema, 'body').type as unknown[]).push({ type: 'record', name: 'Fax', fields: [] });
      },
      /ProducerEvent\.body the released schema does not know Fax in this union \(version 1: the pipeline cannot/,
    ],
    [
      'without a body that others write',
      (schema) => {
        fieldOf(schema, 'body').type = (fieldOf(schema, 'body').type as unknown[]).slice(0, -1);
      },
      /ProducerEvent\.body the file does not know DeletionRequested in this union \(version 1: whoever has this file/,
    ],
  ])('%s, and says whom it hurts', (_, change, words) => {
    const checked = checkFile(fileWith(change));
    expect(isSound(checked)).toBe(false);
    expect(renderText(checked)).toMatch(/^\S+: ProducerEvent does NOT fit released version 1$/m);
    expect(renderText(checked)).toMatch(words);
  });

  test.each([
    ['no JSON', '{"type":\n "record",,}', /given\.avsc:2:11 error This is not JSON/],
    ['no Avro', '{"type":"recrd","name":"A","fields":[]}', /:1:1 error This is no Avro schema/],
    ['nothing', '', /:1:1 error This is not JSON/],
    ['null', 'null', /no Avro schema/],
    ['fields that are no list', '{"type":"record","name":"A","fields":7}', /no Avro schema/],
    ['no record', '"string"', /it is no record/],
    ['another record', '{"type":"record","name":"Other","fields":[]}', /Other is none of the released records/],
  ])('when it is %s', (_, text, words) => {
    const checked = checkFile(fileOf(text));
    expect(isSound(checked)).toBe(false);
    expect(renderText(checked)).toMatch(words);
  });

  test('with a registry that would refuse it', async () => {
    const registry = { findRegistration: async () => undefined, isCompatible: async () => false };
    const checked = await askRegistry(checkFile(fileWith(() => undefined)), registry, () => ['mine-value']);
    expect(isSound(checked)).toBe(false);
    expect(renderText(checked)).toContain('The registry would refuse it under mine-value.');
  });
});

test('a changed default is told, and refuses nothing', () => {
  const checked = checkFile(
    fileWith((schema) => {
      fieldOf(schema, 'groupId').type = ['string', 'null'];
      fieldOf(schema, 'groupId').default = '';
    }),
  );
  expect(isSound(checked)).toBe(true);
  expect(renderText(checked)).toMatch(
    /warning ProducerEvent\.groupId the default is "" in the file, and null as released/,
  );
});

test('is told to GitHub and to programs as well', () => {
  const checked = checkFile(fileWith(({ fields }) => void fields.push({ name: 'extra', type: 'string' })));
  expect(renderAnnotations(checked)).toEqual([
    expect.objectContaining({ level: 'error', title: 'schema', line: expect.any(Number) }),
  ]);
  expect(renderJson(checked)).toMatchObject({
    outcome: 'COMPARED',
    schemaName: 'ProducerEvent',
    findings: [{ reads: 'FILE', severity: 'error', conflict: { path: 'ProducerEvent.extra' }, versions: [1] }],
  });
});

test('the command ends with 0, 1 or 2', () => {
  const good = fileWith(() => undefined);
  expect(runVarselvakt(['schema', 'check', good])).toMatchObject({ status: 0, stderr: '' });
  const bad = runVarselvakt(['schemas', 'check', good, fileURL('EventOutcome.v1.avsc'), join(folder, 'none.avsc')]);
  expect(bad).toMatchObject({ status: 2, stderr: expect.stringContaining('cannot be read (ENOENT)') });
  const broken = runVarselvakt(['schema', 'check', '-', '--github'], { input: '{' });
  expect(broken).toMatchObject({ status: 1, stdout: expect.stringMatching(/^::error file=-,line=1,/) });
});

const fileURL = (name: string): string => new URL(name, released).pathname;
