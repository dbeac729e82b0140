import { describe, expect, test } from '@jest/globals';
import { type ChoiceFacts, decideStack, findEmbeddedObstacles, parseStackMode } from './stack-choice.ts';

const addresses = { brokers: 'b:1', registryUrl: 'http://r', databaseUrl: 'postgres://d' };
const nothing: ChoiceFacts = {
  mode: 'auto',
  environment: { outcome: 'NONE' },
  embeddedObstacles: ['no Java was found'],
  dockerObstacles: ['no Docker answers'],
};

describe('in auto mode', () => {
  test('given addresses come first', () => {
    const environment = { outcome: 'ALL', addresses } as const;
    expect(decideStack({ ...nothing, environment, embeddedObstacles: [] })).toEqual({ kind: 'env', addresses });
  });

  test('the embedded stack comes before Docker', () => {
    expect(decideStack({ ...nothing, embeddedObstacles: [], dockerObstacles: [] })).toEqual({ kind: 'embedded' });
  });

  test('Docker is asked only when the embedded stack cannot be had', () => {
    expect(decideStack({ ...nothing, dockerObstacles: null })).toEqual({ kind: 'ask-docker' });
    expect(decideStack({ ...nothing, embeddedObstacles: [], dockerObstacles: null })).toEqual({ kind: 'embedded' });
  });

  test('Docker is taken when it answers and nothing else can be had', () => {
    expect(decideStack({ ...nothing, dockerObstacles: [] })).toEqual({ kind: 'docker' });
  });

  test('when nothing can be had, one message names every way and what stands in it', () => {
    const choice = decideStack(nothing);
    expect(choice).toMatchObject({ kind: 'none', code: 'STACK_NOT_POSSIBLE' });
    const message = choice.kind === 'none' ? choice.message : '';
    expect(message).toContain('no Java was found');
    expect(message).toContain('no Docker answers');
    expect(message).toContain('KAFKA_BROKERS');
  });

  test('two of three addresses are a mistake that is told, never half a stack', () => {
    const environment = { outcome: 'SOME', given: ['KAFKA_BROKERS'], missing: ['DATABASE_URL'] } as const;
    const choice = decideStack({ ...nothing, environment, embeddedObstacles: [] });
    expect(choice).toMatchObject({ kind: 'none', code: 'STACK_ADDRESSES_INCOMPLETE' });
    expect(choice.kind === 'none' && choice.message).toContain('DATABASE_URL');
  });
});

describe('a forced mode', () => {
  test('env without addresses says which to set', () => {
    const choice = decideStack({ ...nothing, mode: 'env' });
    expect(choice).toMatchObject({ kind: 'none', code: 'STACK_ADDRESSES_INCOMPLETE' });
  });

  test('embedded passes over given addresses and never falls back to Docker', () => {
    const environment = { outcome: 'ALL', addresses } as const;
    expect(decideStack({ ...nothing, mode: 'embedded', environment, embeddedObstacles: [] }).kind).toBe('embedded');
    expect(decideStack({ ...nothing, mode: 'embedded', dockerObstacles: [] }).kind).toBe('none');
  });

  test('docker passes over a machine that could run the embedded stack', () => {
    expect(decideStack({ ...nothing, mode: 'docker', embeddedObstacles: [], dockerObstacles: [] }).kind).toBe('docker');
    expect(decideStack({ ...nothing, mode: 'docker', embeddedObstacles: [] }).kind).toBe('none');
  });

  test('is read in any case, defaults to auto, and unknown text is refused', () => {
    expect(parseStackMode(' Docker ')).toBe('docker');
    expect(parseStackMode(undefined)).toBe('auto');
    expect(parseStackMode('')).toBe('auto');
    expect(parseStackMode('kubernetes')).toBeNull();
  });
});

describe('the embedded stack', () => {
  test('needs Java 17', () => {
    const others = { isCacheFilled: true, hasMaven: true };
    expect(findEmbeddedObstacles({ javaMajorVersion: 17, ...others })).toEqual([]);
    expect(findEmbeddedObstacles({ javaMajorVersion: 11, ...others })).toEqual([expect.stringContaining('Java 11')]);
    expect(findEmbeddedObstacles({ javaMajorVersion: null, ...others })).toEqual([expect.stringContaining('no Java')]);
  });

  test('needs Maven only while the cache is empty', () => {
    const java = { javaMajorVersion: 21 };
    expect(findEmbeddedObstacles({ ...java, isCacheFilled: true, hasMaven: false })).toEqual([]);
    expect(findEmbeddedObstacles({ ...java, isCacheFilled: false, hasMaven: true })).toEqual([]);
    expect(findEmbeddedObstacles({ ...java, isCacheFilled: false, hasMaven: false })).toHaveLength(1);
  });
});
