import { describe, expect, test } from '@jest/globals';
import { usualAccess } from './access-settings.ts';
import { hashOf } from './named-tokens.ts';
import { type Caller, isReachable } from './reach.ts';

const from = (remoteAddress: string, host: string): Caller =>
  ({ socket: { remoteAddress }, headers: { host } }) as unknown as Caller;
const tokens = [{ name: 'kari', role: 'operator', hash: hashOf('x') }] as const;

describe('open to whoever reaches the port', () => {
  test.each([
    ['10.0.0.1:8080', true],
    ['[fd00::1]:8080', true],
    ['localhost', true],
    ['monitor:8080', true],
    ['evil.example', false],
    ['1.2.3.4.5', false],
    ['[evil]', false],
    ['monitor:port', false],
    ['', false],
  ])('and without tokens, the host %j, which nobody else can let point here, is answered: %p', (host, isAnswered) => {
    expect(isReachable(from('10.0.0.9', host), { ...usualAccess, reach: 'any' })).toBe(isAnswered);
  });

  test('and with tokens, any host is: a page that lets its name point here has none', () => {
    expect(isReachable(from('10.0.0.9', 'varsel.example'), { ...usualAccess, reach: 'any', tokens })).toBe(true);
  });
});

describe('open to this machine', () => {
  test.each([
    ['127.0.0.1', 'localhost:8080', true],
    ['::1', '[::1]:8080', true],
    ['::ffff:127.0.0.1', '127.0.0.1', true],
    ['10.0.0.7', 'localhost:8080', false],
    ['127.0.0.1', 'evil.example', false],
    ['127.0.0.1', 'localhost.evil.example', false],
    ['127.0.0.1', '127.0.0.1.evil.example', false],
    ['127.0.0.1', '', false],
  ])('from %s for %j is let in: %p', (remote, host, isLetIn) => {
    expect(isReachable(from(remote, host), usualAccess)).toBe(isLetIn);
  });

  test('a token alone does not help from elsewhere', () => {
    expect(isReachable(from('10.0.0.9', 'localhost'), { ...usualAccess, tokens })).toBe(false);
  });
});
