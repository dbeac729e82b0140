import { readdirSync, readFileSync } from 'node:fs';

/** One step of the schema. */
export type Migration = { readonly version: number; readonly name: string; readonly sql: string };

const fileForm = /^(\d{4})-([a-z0-9-]+)\.sql$/;

/** The migrations that belong to this code, in order. Throws when their numbers are not 1, 2, 3 … */
export function readMigrations(folder: URL = new URL('./migrations/', import.meta.url)): readonly Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const [, version, name] = fileForm.exec(file) ?? [];
      if (version === undefined || name === undefined)
        throw new Error(`migration file ${file} is not named NNNN-name.sql`);
      return { version: Number(version), name, sql: readFileSync(new URL(file, folder), 'utf8') };
    });
  migrations.forEach(({ version }, index) => {
    if (version !== index + 1) throw new Error(`migration ${index + 1} is missing`);
  });
  return migrations;
}
