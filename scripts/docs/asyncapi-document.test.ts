import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AvroSchemaParser } from '@asyncapi/avro-schema-parser';
import { Parser } from '@asyncapi/parser';
import { expect, test } from '@jest/globals';

const source = readFileSync(join(import.meta.dirname, '../../docs/asyncapi.yaml'), 'utf8');

/** Faults and advice of the official parser; the document names no server, because every team has its own. */
async function diagnose(text: string): Promise<readonly string[]> {
  const parser = new Parser({ schemaParsers: [AvroSchemaParser()] });
  const { diagnostics } = await parser.parse(text);
  return diagnostics.filter(({ severity }) => severity <= 1).map(({ code, path }) => `${code} ${path.join('.')}`);
}

test('the AsyncAPI document is one by the official parser, schemas included', async () => {
  expect(await diagnose(source)).toEqual([]);
});

test.each([
  [
    'a channel without a message',
    source.replace('#/components/messages/EventOutcome', '#/components/messages/Nothing'),
  ],
  ['a misspelled binding', source.replace('schemaIdLocation: payload', 'schemaIdPlace: payload')],
  ['a schema that is none', source.replace('type: record', 'type: recrod')],
])('the parser would see %s', async (_what, broken) => {
  expect(broken).not.toBe(source);
  expect(await diagnose(broken)).not.toEqual([]);
});
