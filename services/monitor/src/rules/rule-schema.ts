import { z } from 'zod';

const words = z.object({ nb: z.string(), en: z.string() });
const severity = z.enum(['block', 'warn', 'observe']);
const byClass = z
  .union([severity, z.partialRecord(z.enum(['in-app', 'link', 'id', 'external']), severity)])
  .meta({ description: 'For all fields, or by class of field; a class that is not there is not asked' });
const byEnvironment = z.object({ dev: byClass, prod: byClass });
const change = z.object({ path: z.string(), json: z.string().meta({ description: 'The value as JSON' }) });

const example = z.object({
  description: words.nullable().meta({ description: 'In words, where the example is no single event' }),
  base: z.string().nullable().meta({ description: 'The sample event that it is made of' }),
  changes: z.array(change).meta({ description: 'What differs from that sample' }),
  situation: z.array(change).meta({ description: 'What is different around the event: register, topic, clock' }),
  eventJson: z.string().nullable().meta({ description: 'The whole event as JSON' }),
  keyHex: z.string().nullable(),
  valueHex: z.string().nullable(),
});

/** The answer of `/api/rules/CODE`: a rule as it stands in the rule table, with invented examples. */
export const ruleSchema = z.object({
  ruleSet: z.string().meta({ description: 'Version of the rule set' }),
  code: z.string(),
  area: z.enum(['structure', 'terms', 'retention', 'content', 'unreadable', 'outcome']),
  message: words,
  remedy: words,
  clauses: z.array(
    z.object({
      id: z.string(),
      isExternal: z.boolean().meta({ description: 'True: for SMS and e-mail only' }),
      section: words,
      text: words,
    }),
  ),
  severity: byEnvironment,
  floor: byEnvironment.meta({ description: 'The register cannot make it milder than this' }),
  milder: z.object({ when: words, severity: byEnvironment }).nullable(),
  since: z.string(),
  valid: example,
  invalid: example,
});

export type RulePage = z.infer<typeof ruleSchema>;
export type RuleSample = RulePage['valid'];

/** The answer of `/api/rules`. */
export const rulesSchema = z.object({
  ruleSet: z.string(),
  rules: z.array(z.object({ code: z.string(), area: z.string(), clause: z.string().nullable(), title: words })),
});
