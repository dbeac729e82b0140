import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorSchema } from '../api/api-errors.ts';
import { type Access, type Credential, cookieNames } from './access.ts';
import { askToWait, refuse } from './guard.ts';
import { isForPublicHost } from './reach.ts';

const anyone = { role: 'anyone' } as const;
const secret = { type: 'string', minLength: 1, maxLength: 512 } as const;
const noQuery = { type: 'object', properties: {}, additionalProperties: false } as const;

const sessionSchema = {
  type: 'object',
  required: ['role', 'name', 'expiresAt', 'canSignIn'],
  properties: {
    role: { enum: ['viewer', 'operator', null], description: 'null: looking takes signing in' },
    name: { type: ['string', 'null'], description: 'null: nobody has signed in' },
    expiresAt: { type: ['number', 'null'], description: 'Until when, epoch ms' },
    canSignIn: { type: 'boolean', description: 'Whether there is a token or code to sign in with' },
  },
} as const;

const credentialSchema = {
  type: 'object',
  properties: { token: secret, code: { ...secret, description: 'A code that works once' } },
  ...{ additionalProperties: false, minProperties: 1, maxProperties: 1 },
} as const;

/** The cookie that a request's session lives in: by https, the browser keeps it to https and to this very host. */
function cookieOf({ rules }: Access, { raw }: FastifyRequest) {
  const isSecure = (rules.publicOrigin?.startsWith('https:') ?? false) && isForPublicHost(raw, rules.publicOrigin);
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure } as const;
  return { name: isSecure ? cookieNames.secure : cookieNames.plain, options };
}

function toAnswer(access: Access, request: FastifyRequest) {
  const session = access.sessionOf(request);
  const canSignIn = access.canSignIn();
  if (session !== null) return { ...session, canSignIn };
  return { role: request.role, name: null, expiresAt: null, canSignIn };
}

function signIn(access: Access, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const done = access.signIn(request.ip, request.body as Credential);
  if (done.outcome === 'WAIT') return askToWait(reply, done.waitSeconds);
  if (done.outcome === 'REFUSED') return refuse(reply, 'WRONG_TOKEN');
  access.signOut(request);
  const { name, options } = cookieOf(access, request);
  reply.setCookie(name, done.secret, { ...options, maxAge: Math.floor(access.rules.sessionMs / 1_000) });
  return reply.send({ ...done.session, canSignIn: access.canSignIn() });
}

/** Signing in with a token or a code that works once, signing out, and who one is. */
export function addSessionRoutes(app: FastifyInstance, access: Access): void {
  const response = { 200: sessionSchema };
  app.get(
    '/api/session',
    { config: anyone, schema: { summary: 'Who asks, and what they may do', querystring: noQuery, response } },
    async (request) => toAnswer(access, request),
  );
  const signingIn = { 200: sessionSchema, 401: errorSchema, 429: errorSchema };
  app.post(
    '/api/session',
    {
      config: anyone,
      schema: { summary: 'Sign in', querystring: noQuery, body: credentialSchema, response: signingIn },
    },
    async (request, reply) => signIn(access, request, reply),
  );
  app.delete(
    '/api/session',
    { config: anyone, schema: { summary: 'Sign out', querystring: noQuery, response: { 204: { type: 'null' } } } },
    async (request, reply) => {
      access.signOut(request);
      const { name, options } = cookieOf(access, request);
      return reply.clearCookie(name, options).code(204).send();
    },
  );
}
