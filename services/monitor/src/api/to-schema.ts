import { z } from 'zod';

/** The JSON schema of an answer, as the routes and their document take it. */
export function toSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-7' });
  return rest;
}
