import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Access, Identity } from './access.ts';
import { isReachable } from './reach.ts';
import { isEnough, roleOfRoute } from './role.ts';
import { isAskedAboutFirst, isFromElsewhere, isSafeMethod } from './same-origin.ts';
import { apiHeaders } from './security-headers.ts';

const refusals = {
  UNREACHABLE: [403, 'FORBIDDEN', 'only programs on this machine, or for the host that the settings name, may ask'],
  ELSEWHERE: [403, 'CROSS_SITE', 'a page of another site may not ask'],
  NO_JSON: [415, 'UNSUPPORTED_MEDIA_TYPE', 'what changes something is sent as application/json'],
  WRONG_TOKEN: [401, 'UNAUTHENTICATED', 'nobody has this token'],
  NOT_SIGNED_IN: [401, 'UNAUTHENTICATED', 'sign in, or send a token'],
  NOT_OPERATOR: [403, 'FORBIDDEN', 'this takes the role operator'],
  WAIT: [429, 'TOO_MANY_FAILURES', 'too many failed attempts from this address'],
} as const;

/** Answers that somebody may not, and why. */
export function refuse(reply: FastifyReply, why: keyof typeof refusals): FastifyReply {
  const [status, error, message] = refusals[why];
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="varselvakt"');
  return reply.code(status).send({ error, message });
}

/** Answers that an address has failed too often. */
export const askToWait = (reply: FastifyReply, waitSeconds: number): FastifyReply =>
  refuse(reply.header('retry-after', waitSeconds), 'WAIT');

function judgeRole(request: FastifyRequest, identity: Identity): keyof typeof refusals | null {
  if (isEnough(identity?.role ?? null, roleOfRoute(request))) return null;
  return identity === null ? 'NOT_SIGNED_IN' : 'NOT_OPERATOR';
}

function guard(access: Access, request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const { publicOrigin } = access.rules;
  if (!isReachable(request.raw, access.rules)) return refuse(reply, 'UNREACHABLE');
  if (isFromElsewhere(request.raw, publicOrigin)) return refuse(reply, 'ELSEWHERE');
  if (!isSafeMethod(request.method) && !isAskedAboutFirst(request.raw)) return refuse(reply, 'NO_JSON');
  const identified = access.identify(request);
  if (identified.outcome === 'WAIT') return askToWait(reply, identified.waitSeconds);
  if (identified.outcome === 'WRONG_TOKEN') return refuse(reply, 'WRONG_TOKEN');
  const { identity } = identified;
  request.role = identity?.role ?? null;
  request.actor = `${identity?.name ?? 'nobody'}@console`;
  const why = judgeRole(request, identity);
  return why === null ? undefined : refuse(reply, why);
}

/** Puts a guard before every route: who may not, does not reach its handler. Headers are set before anything is refused. */
export function addGuard(app: FastifyInstance, access: Access): void {
  app.decorateRequest('actor', 'nobody@console');
  app.decorateRequest('role', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(apiHeaders);
    return guard(access, request, reply);
  });
}
