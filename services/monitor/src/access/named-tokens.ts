import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Role } from './role.ts';

/** A token as it is kept: who it is given to, what it allows, and the hash that a given one must have. */
export type NamedToken = { readonly name: string; readonly role: Role; readonly hash: Buffer };

const form = /^([A-Za-z0-9][A-Za-z0-9._-]{0,63}):(viewer|operator):(?:sha256:([0-9a-f]{64})|([\w.~+/=-]{24,256}))$/;
const maxCount = 200;

/** SHA-256: enough for tokens, which are made by chance and long; a password would need more. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

function parseToken(text: string): NamedToken | null {
  const [, name, role, hash, token] = form.exec(text) ?? [];
  if (name === undefined || role === undefined) return null;
  return { name, role: role as Role, hash: hash === undefined ? hashOf(token ?? '') : Buffer.from(hash, 'hex') };
}

const areDistinct = (tokens: readonly NamedToken[]): boolean =>
  new Set(tokens.map(({ hash }) => hash.toString('hex'))).size === tokens.length;

/** Reads `name:role:token` or `name:role:sha256:<hex>`, with line ends or commas between; the tokens themselves are forgotten at once. */
export const namedTokens = () =>
  z.string().transform((text, context): readonly NamedToken[] => {
    const lines = text.split(/[\n,]/).map((line) => line.trim());
    const tokens = lines.filter((line) => line !== '' && !line.startsWith('#')).map(parseToken);
    const known = tokens.filter((token) => token !== null);
    const problem =
      known.length < tokens.length || known.length === 0 || known.length > maxCount
        ? `must be at most ${maxCount} tokens as name:role:token, role viewer or operator, token of 24 to 256 characters or sha256:<64 hex digits>`
        : areDistinct(known)
          ? null
          : 'must not give one token twice';
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
    return known;
  });

/** Whose token it is. Every one is compared, in constant time, so that the time tells nothing. */
export function findToken(tokens: readonly NamedToken[], given: string): NamedToken | null {
  const hash = hashOf(given);
  return tokens.reduce<NamedToken | null>((found, token) => (timingSafeEqual(token.hash, hash) ? token : found), null);
}
