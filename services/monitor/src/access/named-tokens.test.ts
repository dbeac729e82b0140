import { describe, expect, test } from '@jest/globals';
import { parseConfig, printConfig } from '@varselvakt/runtime';
import { configSchema } from '../config.ts';
import { toAccessRules } from './access-settings.ts';
import { findToken, hashOf, namedTokens } from './named-tokens.ts';

const first = 'a'.repeat(24);
const second = 'b'.repeat(64);
const read = (text: string) => namedTokens().parse(text);

describe('tokens', () => {
  test('are read by name and role, from lines or with commas, also as hashes, and comments are passed over', () => {
    const hex = hashOf(second).toString('hex');
    const tokens = read(`# who looks\nkari:operator:${first}\r\n\n grafana.prod:viewer:sha256:${hex} ,`);
    expect(tokens.map(({ name, role }) => [name, role])).toEqual([
      ['kari', 'operator'],
      ['grafana.prod', 'viewer'],
    ]);
    expect([first, second, hex].map((given) => findToken(tokens, given)?.name)).toEqual([
      'kari',
      'grafana.prod',
      undefined,
    ]);
  });

  test.each([
    ['nothing', ''],
    ['a comment alone', '# kari'],
    ['a short one', `kari:operator:${'a'.repeat(23)}`],
    ['an endless one', `kari:operator:${'a'.repeat(257)}`],
    ['another role', `kari:admin:${first}`],
    ['no name', `:viewer:${first}`],
    ['a name that is none', `kari@console:viewer:${first}`],
    ['half a hash', 'kari:viewer:sha256:abcd'],
    ['one for two', `kari:viewer:${first},ola:operator:${first}`],
    ['too many', Array.from({ length: 201 }, (_, index) => `n${index}:viewer:${first}${index}`).join(',')],
  ])('with %s are refused, and none is shown', (_, text) => {
    const { success, error } = namedTokens().safeParse(text);
    expect(success).toBe(false);
    expect(error?.message).not.toContain(first);
  });
});

describe('the settings', () => {
  const usual = { KAFKA_BROKERS: 'localhost:9092' };

  test('hold no token and print none', () => {
    const result = parseConfig(configSchema, { ...usual, MONITOR_TOKENS: `kari:operator:${first}` });
    if (result.outcome !== 'VALID') throw new Error('faulty');
    expect(JSON.stringify(result.config)).not.toContain(first);
    const printed = printConfig(configSchema, result.config);
    expect(printed.find(({ name }) => name === 'MONITOR_TOKENS')?.value).toBe('********');
  });

  test('want tokens where a proxy stands before the console', () => {
    const publicUrl = { ...usual, MONITOR_PUBLIC_URL: 'https://varsel.example/console/' };
    expect(parseConfig(configSchema, publicUrl)).toMatchObject({ faults: [{ name: 'MONITOR_TOKENS' }] });
    const result = parseConfig(configSchema, { ...publicUrl, MONITOR_TOKENS: `kari:operator:${first}` });
    if (result.outcome !== 'VALID') throw new Error('faulty');
    expect(toAccessRules(result.config)).toMatchObject({ reach: 'loopback', publicOrigin: 'https://varsel.example' });
  });
});
