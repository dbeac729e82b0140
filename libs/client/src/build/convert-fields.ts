import { toDay, toInstant } from './event-time.ts';

const instants: ReadonlySet<string> = new Set([
  'occurredAt',
  'until',
  'at',
  'sendAt',
  'startAt',
  'endAt',
  'completedAt',
  'expiredAt',
]);
const days: ReadonlySet<string> = new Set(['deadline']);

/** Exactly one of the names must be given, and nothing else may be missing. */
const choices: Readonly<Record<string, readonly string[]>> = {
  retention: ['until', 'after'],
  reminder: ['at', 'afterCreation', 'beforeDeadline', 'beforeStart'],
};

type Misfit = (path: string) => void;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const checkChoice = (name: string, value: unknown, path: string, misfit: Misfit): void => {
  const names = choices[name];
  if (names === undefined || !isRecord(value)) return;
  if (names.filter((one) => isGiven(value[one])).length !== 1) misfit(path);
};

/** An external message that goes out at an instant needs no window, but the schema has one. */
const withWindow = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  isGiven(record['sendAt']) && !isGiven(record['sendWindow']) ? { ...record, sendWindow: 'ANYTIME' } : record;

const convertValue = (name: string, value: unknown, path: string, misfit: Misfit): unknown => {
  checkChoice(name, value, path, misfit);
  if (instants.has(name)) return value === null ? null : toInstant(value);
  if (days.has(name)) return value === null ? null : toDay(value);
  if (Array.isArray(value)) {
    if (name === 'recipients' && value.length === 0) misfit(path);
    return value.map((item: unknown, index) => convertValue('', item, `${path}[${index}]`, misfit));
  }
  return isRecord(value) ? convertFields(withWindow(value), path, misfit) : value;
};

/**
 * The fields as the schema has them: times as numbers, what is undefined left out. A time that is none becomes NaN, which fits no
 * schema; `misfit` is told of what the schema alone cannot see, such as a retention with both of its forms. Never throws.
 */
export const convertFields = (
  fields: Readonly<Record<string, unknown>>,
  path: string,
  misfit: Misfit,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, convertValue(name, value, path === '' ? name : `${path}.${name}`, misfit)]),
  );
