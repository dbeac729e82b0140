import { scrubText } from './scrub-text.ts';

/** What may be given to the logger: plain facts, and errors. */
export type LogValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Error
  | readonly LogValue[]
  | { readonly [name: string]: LogValue };

const maxDepth = 5;
const maxTextLength = 16_384;
const maxMembers = 100;

/** A copy that is safe to write: texts scrubbed and bounded, errors reduced to the allowed fields, nothing else passed on. */
export function scrubValue(value: unknown, name = '', depth = 0): unknown {
  switch (typeof value) {
    case 'string':
      return isPosition(name, value) ? value : scrubBounded(value);
    case 'number':
      // Eleven digits are an identity number also when somebody made a number of it; instants have ten or thirteen.
      return Math.abs(value) >= 1e10 && Math.abs(value) < 1e11 && !/offset/i.test(name) ? null : value;
    case 'bigint':
      return scrubValue(value.toString(), name, depth);
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      return value === null ? null : scrubObject(value, depth);
    default:
      return `[${typeof value}]`;
  }
}

/** Kafka's clients hand offsets over as text; a high one must not be taken for a person's number. */
function isPosition(name: string, value: string): boolean {
  return /(offset|watermark)$/i.test(name) && /^-?\d{1,19}$/.test(value);
}

function scrubObject(value: object, depth: number): unknown {
  if (depth >= maxDepth) return '[deeper]';
  if (value instanceof Error) return scrubError(value, depth);
  if (Array.isArray(value)) return value.slice(0, maxMembers).map((member) => scrubValue(member, '', depth + 1));
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[invalid date]' : value.toISOString();
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return `[${value.constructor?.name ?? 'object'}]`;
  const members = Object.entries(value).slice(0, maxMembers);
  return Object.fromEntries(members.map(([key, member]) => [scrubBounded(key), scrubValue(member, key, depth + 1)]));
}

/** Only these fields: drivers hang rows, parameters and raw bytes on their errors as further fields. */
function scrubError(error: Error, depth: number): unknown {
  const { code, retriable } = error as { code?: unknown; retriable?: unknown };
  const causes = error instanceof AggregateError ? error.errors : [];
  return {
    type: scrubBounded(error.name),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: scrubValue(code) } : {}),
    ...(typeof retriable === 'boolean' ? { retriable } : {}),
    message: scrubBounded(error.message),
    stack: scrubBounded(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: scrubCause(error.cause, depth) }),
    ...(causes.length === 0 ? {} : { errors: causes.slice(0, maxMembers).map((cause) => scrubCause(cause, depth)) }),
  };
}

/** A cause that is no error may be anything, a row too: only its text form if it is plain. */
function scrubCause(cause: unknown, depth: number): unknown {
  return cause instanceof Error || typeof cause === 'string' ? scrubValue(cause, '', depth + 1) : `[${typeof cause}]`;
}

function scrubBounded(value: string): string {
  if (value.length <= maxTextLength) return scrubText(value);
  // A number cut in two would no longer look like one: the digits before the cut go as well.
  return `${scrubText(value.slice(0, maxTextLength).replace(/[\p{Nd}\s.+\-/_@]+$/u, ''))}…[cut]`;
}
