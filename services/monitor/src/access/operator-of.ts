import type { Operator } from '@varselvakt/store';
import type { FastifyRequest } from 'fastify';

/** For the bodies of actions: why it is done; something must stand there. */
export const reasonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 500,
  pattern: '\\S',
  description: 'Why; it is written down',
} as const;

/**
 * Who acts and why, as libs/store writes it down, for a route with `config: { role: 'operator' }` whose body requires `reason` by
 * `reasonSchema`. Whatever has no act of its own in libs/store calls `recordAction(client, action, operatorOf(request), detail)`.
 */
export const operatorOf = ({ actor, body }: FastifyRequest): Operator => ({
  actor,
  reason: (body as { readonly reason: string }).reason.trim(),
});
