import type { FastifyRequest } from 'fastify';
import type { AccessRules } from './access-settings.ts';
import { createFailureLimit } from './failure-limit.ts';
import { findToken, type NamedToken } from './named-tokens.ts';
import type { Role } from './role.ts';
import { createSessions, type Session } from './sessions.ts';

/** Who asks, as far as is known; null = nobody, and looking takes signing in. */
export type Identity = { readonly name: string; readonly role: Role } | null;

export type Identified =
  | { readonly outcome: 'KNOWN'; readonly identity: Identity }
  | { readonly outcome: 'WRONG_TOKEN' }
  | { readonly outcome: 'WAIT'; readonly waitSeconds: number };

export type SignedIn =
  | { readonly outcome: 'SIGNED_IN'; readonly secret: string; readonly session: Session }
  | { readonly outcome: 'REFUSED' }
  | { readonly outcome: 'WAIT'; readonly waitSeconds: number };

export type Credential = { readonly token?: string; readonly code?: string };

export type Access = {
  /** Who sent a request, by its token or session. A wrong token counts as a failed attempt of its address. */
  readonly identify: (request: FastifyRequest) => Identified;
  readonly signIn: (address: string, credential: Credential) => SignedIn;
  readonly sessionOf: (request: FastifyRequest) => Session | null;
  /** Whether somebody who was let in by a session still has it. */
  readonly isStillIn: (request: FastifyRequest) => boolean;
  readonly signOut: (request: FastifyRequest) => void;
  /** Whether anything is configured that one could sign in with. */
  readonly canSignIn: () => boolean;
  readonly rules: AccessRules;
};

/** What is worth a line in the log; no token, and no address of anybody. */
export type AccessEvent =
  | { readonly type: 'SIGNED_IN'; readonly name: string; readonly role: Role }
  | { readonly type: 'SIGNED_OUT'; readonly name: string }
  /** An address has failed so often that it has to wait. */
  | { readonly type: 'LOCKED'; readonly waitSeconds: number };

/** Names of the session's cookie: the browser holds the second to https and this very host. */
export const cookieNames = { plain: 'varselvakt_session', secure: '__Host-varselvakt_session' } as const;

const secretOf = ({ cookies }: FastifyRequest): string | undefined =>
  cookies[cookieNames.secure] ?? cookies[cookieNames.plain];

const isBearer = ({ headers }: FastifyRequest): boolean => /^bearer\b/i.test(headers.authorization ?? '');
const bearerForm = /^bearer +([\w.~+/=-]{1,512}) *$/i;

/** Knows tokens, sign-in codes and sessions; `now` gives epoch ms. */
export function createAccess(
  rules: AccessRules,
  now: () => number,
  note: (event: AccessEvent) => void = () => undefined,
): Access {
  const sessions = createSessions(rules.sessionMs, now);
  const limit = createFailureLimit(now);
  let codes = rules.codes;
  const sessionOf = (request: FastifyRequest) => sessions.find(secretOf(request));

  const attempt = (address: string, find: () => NamedToken | null) => {
    const waitSeconds = limit.waitSeconds(address);
    if (waitSeconds > 0) return { outcome: 'WAIT', waitSeconds } as const;
    const found = find();
    if (found !== null) return { outcome: 'FOUND', found } as const;
    limit.failed(address);
    const nextWaitSeconds = limit.waitSeconds(address);
    if (nextWaitSeconds > 0) note({ type: 'LOCKED', waitSeconds: nextWaitSeconds });
    return { outcome: 'WRONG' } as const;
  };

  const takeCode = (given: string): NamedToken | null => {
    const found = findToken(codes, given);
    codes = codes.filter((code) => code !== found);
    return found;
  };

  return {
    rules,
    sessionOf,
    canSignIn: () => rules.tokens.length > 0 || codes.length > 0,
    identify: (request) => {
      if (!isBearer(request)) {
        const anybody = rules.tokens.length === 0 ? ({ name: 'anybody', role: 'viewer' } as const) : null;
        return { outcome: 'KNOWN', identity: sessionOf(request) ?? anybody };
      }
      const token = bearerForm.exec(request.headers.authorization ?? '')?.[1];
      const tried = attempt(request.ip, () => (token === undefined ? null : findToken(rules.tokens, token)));
      if (tried.outcome === 'FOUND') return { outcome: 'KNOWN', identity: tried.found };
      return tried.outcome === 'WAIT' ? tried : { outcome: 'WRONG_TOKEN' };
    },
    signIn: (address, { token, code }) => {
      const tried = attempt(address, () =>
        token === undefined ? takeCode(code ?? '') : findToken(rules.tokens, token),
      );
      if (tried.outcome === 'WAIT') return tried;
      if (tried.outcome === 'WRONG') return { outcome: 'REFUSED' };
      const { name, role } = tried.found;
      note({ type: 'SIGNED_IN', name, role });
      return { outcome: 'SIGNED_IN', ...sessions.begin(tried.found) };
    },
    isStillIn: (request) => isBearer(request) || rules.tokens.length === 0 || sessionOf(request) !== null,
    signOut: (request) => {
      const session = sessionOf(request);
      if (session !== null) note({ type: 'SIGNED_OUT', name: session.name });
      sessions.end(secretOf(request));
    },
  };
}
