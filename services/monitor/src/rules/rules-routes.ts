import { ruleCodes, ruleSet, ruleTable } from '@varselvakt/rules';
import type { TermsVersion } from '@varselvakt/terms';
import type { FastifyInstance } from 'fastify';
import { errorSchema, NotFound } from '../api/api-errors.ts';
import { toSchema } from '../api/to-schema.ts';
import { ruleSchema, rulesSchema } from './rule-schema.ts';
import { toRulePage } from './to-rule-page.ts';

const noQuery = { type: 'object', properties: {}, additionalProperties: false } as const;
const codeParams = {
  type: 'object',
  properties: { code: { type: 'string', pattern: '^[A-Z0-9_]{1,60}$' } },
  required: ['code'],
} as const;

/** Adds the routes that explain the rules; `terms` are those whose words are shown. */
export function addRulesRoutes(app: FastifyInstance, terms: TermsVersion | null): void {
  const all = { summary: 'All rules', querystring: noQuery, response: { 200: toSchema(rulesSchema) } };
  const rules = ruleCodes.map((code) => {
    const { area, clause, message } = ruleTable[code];
    return { code, area, clause, title: message };
  });
  app.get('/api/rules', { schema: all }, async () => ({ ruleSet: ruleSet.version, rules }));
  const one = {
    summary: 'What a rule says, whose clause it carries out, what to do, and an invented example of each kind',
    ...{ querystring: noQuery, params: codeParams, response: { 200: toSchema(ruleSchema), 404: errorSchema } },
  };
  app.get('/api/rules/:code', { schema: one }, async (request) => {
    const page = toRulePage((request.params as { readonly code: string }).code, terms);
    if (page === null) throw new NotFound('no such rule');
    return page;
  });
}
