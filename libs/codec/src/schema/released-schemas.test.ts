import { describe, expect, test } from '@jest/globals';
import { readReleasedSchema, readReleaseLock, schemaHash } from './released-schemas.ts';
import { findIncompatibilities } from './schema-compatibility.ts';
import { EVENT_SCHEMA_NAMES, readEventSchema } from './schema-sources.ts';

describe.each(EVENT_SCHEMA_NAMES)('the released versions of %s', (name) => {
  const current = readEventSchema(name);
  const releases = readReleaseLock()[name] ?? [];

  test('are numbered from 1 without gaps', () => {
    expect(releases.map((release) => release.version)).toEqual(releases.map((_, index) => index + 1));
    expect(releases.length).toBeGreaterThan(0);
  });

  test.each(releases)('still have the text they were released with (version $version)', (release) => {
    expect(schemaHash(readReleasedSchema(release))).toBe(release.sha256);
  });

  test.each(releases)('can read what the current schema writes (version $version)', (release) => {
    expect(findIncompatibilities(readReleasedSchema(release), current)).toEqual([]);
  });

  test.each(releases)('can be read with the current schema (version $version)', (release) => {
    expect(findIncompatibilities(current, readReleasedSchema(release))).toEqual([]);
  });

  test('end with the current schema: run `npm run schemas:release -w libs/codec` after a change', () => {
    expect(releases.at(-1)?.sha256).toBe(schemaHash(current));
  });
});
