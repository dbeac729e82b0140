import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const repository = join(import.meta.dirname, '../../..');

test('no package of this repository depends on the client: it is for others, and only what is published is built', () => {
  const manifests = globSync(['libs/*/package.json', 'services/*/package.json', 'cli/package.json'], {
    cwd: repository,
  });
  const dependents = manifests.filter((path) => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(repository, path), 'utf8'));
    return '@varselvakt/client' in { ...dependencies, ...devDependencies };
  });
  expect(manifests.length).toBeGreaterThan(10);
  expect(dependents).toEqual([]);
});
