import { describe, expect, test } from '@jest/globals';
import { createSessions } from './sessions.ts';

const kari = { name: 'kari', role: 'operator' } as const;

describe('sessions', () => {
  test('are over after their time', () => {
    let now = 0;
    const sessions = createSessions(1_000, () => now);
    const { secret, session } = sessions.begin(kari);
    expect(session).toEqual({ ...kari, expiresAt: 1_000 });
    now = 999;
    expect(sessions.find(secret)).toEqual(session);
    now = 1_000;
    expect(sessions.find(secret)).toBeNull();
  });

  test('never become more than a thousand: the first one makes room', () => {
    const sessions = createSessions(1_000, () => 0);
    const secrets = Array.from({ length: 1_001 }, () => sessions.begin(kari).secret);
    expect(sessions.find(secrets[0])).toBeNull();
    expect([secrets[1], secrets[1_000]].map((secret) => sessions.find(secret)?.name)).toEqual(['kari', 'kari']);
  });

  test.each([[undefined], [''], ['__proto__'], ['x'.repeat(43)], ['x'.repeat(100_000)]])(
    'are not found by %p',
    (secret) => {
      const sessions = createSessions(1_000, () => 0);
      sessions.begin(kari);
      expect(sessions.find(secret)).toBeNull();
    },
  );
});
