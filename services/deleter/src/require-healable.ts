import { coerceError } from '@varselvakt/runtime';

/** The error, if it may heal by itself; throws it otherwise, so that the process ends and somebody looks. */
export function requireHealable(thrown: unknown): Error {
  const error = coerceError(thrown);
  if ('retriable' in error && error.retriable === true) return error;
  throw error;
}
