import { availableParallelism } from 'node:os';
import type { Config } from 'jest';

const transform = {
  '\\.ts$': [
    '@swc/jest',
    {
      jsc: { target: 'es2023', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
      module: { type: 'es6' },
      sourceMaps: 'inline',
    },
  ] as [string, Record<string, unknown>],
};

/** One tier of tests, told apart by the end of the file name; the tier decides what a test may need. */
const tier = (displayName: string, testRegex: string, needsStack: boolean) => ({
  displayName,
  testRegex: [testRegex],
  transform,
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/.varselvakt'],
  setupFiles: ['property', 'int'].includes(displayName) ? ['<rootDir>/test/property-seed.ts'] : [],
  ...(needsStack
    ? { globalSetup: '<rootDir>/test/stack-setup.ts', globalTeardown: '<rootDir>/test/stack-teardown.ts' }
    : {}),
});

const config: Config = {
  // Most tests wait for servers: on two cores two at a time take half the time that jest's own choice, one, takes.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // A busy machine is slow, not wrong: only a hang shall end a test. (A project's own figure is not read by jest.)
  testTimeout: 120_000,
  projects: [
    tier('unit', '(?<!\\.(property|int|chaos|e2e))\\.test\\.ts$', false),
    tier('property', '\\.property\\.test\\.ts$', false),
    tier('int', '\\.int\\.test\\.ts$', true),
    tier('chaos', '(?<!\\.slow)\\.chaos\\.test\\.ts$', true),
    // Left out of `npm test`, part of `npm run test:chaos`.
    tier('slow', '\\.slow\\.chaos\\.test\\.ts$', true),
    tier('e2e', '\\.e2e\\.test\\.ts$', true),
  ],
};

export default config;
