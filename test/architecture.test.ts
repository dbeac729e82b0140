/** The architecture is held by this test: which package may import which, how large a file may grow, what no name may be. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '');
const sources = tracked.filter((path) => /\.(ts|mjs|js|css)$/.test(path) && !path.includes('/generated/'));
const packageFolders = tracked
  .filter((path) => /^(libs\/[^/]+|services\/[^/]+|cli)\/package\.json$/.test(path))
  .map((path) => dirname(path));

interface Package {
  readonly folder: string;
  readonly name: string;
  readonly exports: unknown;
  readonly declared: ReadonlySet<string>;
  readonly imported: ReadonlySet<string>;
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

function readPackage(folder: string): Package {
  const json = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const own = sources.filter((path) => path.startsWith(`${folder}/`) && !path.endsWith('.test.ts'));
  return {
    folder,
    name: json.name,
    exports: json.exports,
    declared: new Set(Object.keys({ ...json.dependencies, ...json.devDependencies })),
    imported: new Set(own.flatMap(importsOf).filter((name) => name.startsWith('@varselvakt/'))),
  };
}

const packages = packageFolders.map(readPackage);
const byName = new Map(packages.map((one) => [one.name, one]));

function cycleFrom(name: string, path: readonly string[]): readonly string[] | undefined {
  if (path.includes(name)) return [...path, name];
  for (const next of byName.get(name)?.declared ?? []) {
    const cycle = byName.has(next) ? cycleFrom(next, [...path, name]) : undefined;
    if (cycle) return cycle;
  }
  return undefined;
}

describe('packages', () => {
  test('are found', () => expect(packages.length).toBeGreaterThanOrEqual(14));

  test.each(packages.map((one) => [one.name, one] as const))('%s depends on nothing that depends on it', (name) => {
    expect(cycleFrom(name, [])).toBeUndefined();
  });

  test.each(packages.map((one) => [one.name, one] as const))('%s declares every package that it imports', (_, one) => {
    const missing = [...one.imported].filter((name) => !one.declared.has(name) && name !== one.name);
    expect(missing).toEqual([]);
  });

  test.each(packages.filter((one) => one.folder.startsWith('services/')).map((one) => [one.name, one] as const))(
    '%s is a service, so nothing can import it',
    (name, one) => {
      expect(one.exports).toEqual({});
      expect(packages.filter((other) => other.imported.has(name)).map((other) => other.name)).toEqual([]);
    },
  );

  test('schemas hold data only', () => {
    expect(sources.filter((path) => path.startsWith('schemas/'))).toEqual([]);
  });
});

describe('files', () => {
  const lineCount = (path: string) => readFileSync(join(root, path), 'utf8').split('\n').length - 1;

  test('have at most 300 lines', () => {
    expect(sources.filter((path) => lineCount(path) > 300)).toEqual([]);
  });

  test('have a median near 80 lines', () => {
    const sorted = sources.map(lineCount).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)] ?? 0).toBeLessThanOrEqual(100);
  });

  test('that start a service have under 60 lines', () => {
    const mains = sources.filter((path) => /^services\/[^/]+\/src\/main\.ts$/.test(path));
    expect(mains.length).toBeGreaterThanOrEqual(4);
    expect(mains.filter((path) => lineCount(path) >= 60)).toEqual([]);
  });

  test('are named for what they hold', () => {
    const catchAll = /^(utils?|helpers?|common|misc|types|shared)(\.|$)/;
    expect(tracked.filter((path) => catchAll.test(basename(path)) || catchAll.test(basename(dirname(path))))).toEqual(
      [],
    );
  });

  test('have one index per package and none in folders', () => {
    const indexes = sources.filter((path) => basename(path) === 'index.ts');
    expect(indexes.filter((path) => !/^(libs|services)\/[^/]+\/src\/index\.ts$/.test(path))).toEqual([]);
  });
});
