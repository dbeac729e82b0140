import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../test/real-database.ts';
import { checkSchema, migrate, readMigrations, readSchemaVersion, StoreError } from './index.ts';

const newest = readMigrations().length;
const codeOf = (error: unknown): string => (error instanceof StoreError ? error.code : String(error));

describe('migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ migrated: false });
  });
  afterAll(() => database.drop());

  test('a dry run tells what is missing and changes nothing', async () => {
    const report = await migrate(database.url, { dryRun: true });
    expect(report).toMatchObject({ from: 0, to: 0 });
    expect(report.applied).toHaveLength(newest);
    expect(await readSchemaVersion(await database.open())).toBe(0);
  });

  test('code refuses a database without tables', async () => {
    const client = await database.open();
    await expect(checkSchema(client).catch(codeOf)).resolves.toBe('STORE_SCHEMA_OLD');
  });

  test('three starters that race apply each migration once', async () => {
    const reports = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    const versions = reports.flatMap(({ applied }) => applied.map(({ version }) => version));
    expect(versions.toSorted((one, other) => one - other)).toEqual(readMigrations().map(({ version }) => version));
    expect(await readSchemaVersion(await database.open())).toBe(newest);
  });

  test('a second run changes nothing', async () => {
    expect(await migrate(database.url)).toEqual({ from: newest, to: newest, applied: [] });
    await checkSchema(await database.open());
  });

  test('a migration that fails leaves neither tables nor version', async () => {
    const broken = { version: newest + 1, name: 'broken', sql: 'create table half (id integer); select 1 / 0' };
    const error = await migrate(database.url, { migrations: [...readMigrations(), broken] }).catch(codeOf);
    expect(error).toBe('STORE_DATA');
    const client = await database.open();
    expect(await readSchemaVersion(client)).toBe(newest);
    const { rows } = await client.runScript('test', `select to_regclass('half') is null as gone`);
    expect(rows[0]).toEqual({ gone: true });
  });

  test('code older than the schema refuses, with the exit code of its own', async () => {
    const client = await database.open();
    const error = await checkSchema(client, newest - 1).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'STORE_SCHEMA_NEWER', exitCode: 3, retriable: false });
    const older = migrate(database.url, { migrations: readMigrations().slice(0, -1) });
    await expect(older.catch(codeOf)).resolves.toBe('STORE_SCHEMA_NEWER');
  });
});
