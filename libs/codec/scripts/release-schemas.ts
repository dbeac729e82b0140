import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import {
  RELEASED_FOLDER,
  type Release,
  type ReleaseLock,
  readReleasedSchema,
  readReleaseLock,
  schemaHash,
} from '../src/schema/released-schemas.ts';
import { findIncompatibilities } from '../src/schema/schema-compatibility.ts';
import { EVENT_SCHEMA_NAMES, type EventSchemaName, readEventSchema } from '../src/schema/schema-sources.ts';

/** Adds a version of each changed schema to the lock, after a check against every earlier one in both directions. */
function release(name: EventSchemaName, earlier: readonly Release[]): readonly Release[] {
  const schema = readEventSchema(name);
  const sha256 = schemaHash(schema);
  if (earlier.at(-1)?.sha256 === sha256) return earlier;
  for (const one of earlier) {
    const released = readReleasedSchema(one);
    const findings = [...findIncompatibilities(schema, released), ...findIncompatibilities(released, schema)];
    if (findings.length > 0) throw new Error(`${name} does not fit ${one.file}:\n  ${findings.join('\n  ')}`);
  }
  const version = (earlier.at(-1)?.version ?? 0) + 1;
  const file = `${name}.v${version}.avsc`;
  writeFileSync(new URL(file, RELEASED_FOLDER), `${JSON.stringify(schema, null, 2)}\n`);
  process.stdout.write(`Released ${name} version ${version}\n`);
  return [...earlier, { version, file, sha256 }];
}

mkdirSync(RELEASED_FOLDER, { recursive: true });
const lockFile = new URL('lock.json', RELEASED_FOLDER);
const lock: ReleaseLock = existsSync(lockFile) ? readReleaseLock() : {};
const next = Object.fromEntries(EVENT_SCHEMA_NAMES.map((name) => [name, release(name, lock[name] ?? [])]));
writeFileSync(lockFile, `${JSON.stringify(next, null, 2)}\n`);
