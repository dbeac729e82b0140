import { types } from 'node:util';

/**
 * Whatever was thrown as an Error, for the one place that catches it. Errors (of any realm) are returned as they are;
 * of other values only the kind is kept, since they may hold anything.
 */
export function coerceError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  if (types.isNativeError(thrown)) return thrown as Error;
  return new Error(`a value of type ${thrown === null ? 'null' : typeof thrown} was thrown`);
}

/** The stable code of an error: its `code`, else its name. Safe as a label and as a reason. */
export function errorCodeOf(thrown: unknown): string {
  const error = coerceError(thrown);
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[\w.-]{1,64}$/.test(code) ? code : error.name;
}
