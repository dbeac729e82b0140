import { randomBytes } from 'node:crypto';
import { hashOf, type NamedToken } from './named-tokens.ts';

/** Somebody who has signed in; times as epoch ms. */
export type Session = Pick<NamedToken, 'name' | 'role'> & { readonly expiresAt: number };

export type Sessions = {
  /** Begins one; gives the secret that the browser keeps. */
  readonly begin: (who: Pick<NamedToken, 'name' | 'role'>) => { readonly secret: string; readonly session: Session };
  /** The session of a secret, unless it is over. */
  readonly find: (secret: string | undefined) => Session | null;
  readonly end: (secret: string | undefined) => void;
};

/** More than people; the one that began first makes room. */
const maxCount = 1_000;
const secretForm = /^[\w-]{43}$/;

/** Keeps who has signed in, in memory: known by the hash of what the browser keeps, and over after `sessionMs` or with the process. */
export function createSessions(sessionMs: number, now: () => number): Sessions {
  const sessions = new Map<string, Session>();
  const keyOf = (secret: string): string => hashOf(secret).toString('base64url');
  const forgetEnded = () => {
    for (const [key, { expiresAt }] of sessions) if (expiresAt <= now()) sessions.delete(key);
    const [first] = sessions.keys();
    if (sessions.size >= maxCount && first !== undefined) sessions.delete(first);
  };
  return {
    begin: ({ name, role }) => {
      forgetEnded();
      const secret = randomBytes(32).toString('base64url');
      const session = { name, role, expiresAt: now() + sessionMs };
      sessions.set(keyOf(secret), session);
      return { secret, session };
    },
    find: (secret) => {
      if (secret === undefined || !secretForm.test(secret)) return null;
      const session = sessions.get(keyOf(secret));
      return session === undefined || session.expiresAt <= now() ? null : session;
    },
    end: (secret) => {
      if (secret !== undefined) sessions.delete(keyOf(secret));
    },
  };
}
