import { z } from 'zod';
import { registerSchema } from './register-schema.ts';

/**
 * JSON Schema of one register file, for editors: names, forms and defaults as people write them. What needs the whole register (a label
 * with two owners) or the rule table is found by `varselvakt register check`.
 */
export const createRegisterJsonSchema = (): Readonly<Record<string, unknown>> => ({
  title: 'Varselvakt register',
  ...z.toJSONSchema(registerSchema, { io: 'input' }),
});
