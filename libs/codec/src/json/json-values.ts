/** Reads a JSON value as one type of a schema; tells `misfit` each path at which it does not fit, and goes on. */
export type ReadJson = (value: unknown, path: string, misfit: (path: string) => void) => unknown;

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `no.varselvakt.Sms` → `Sms`. */
export const shortNameOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const dayMs = 86_400_000;
const isoForm = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]{5,12}(?:Z|[+-]\d{2}:\d{2}))?$/;

/** Times may be written out: nobody writes milliseconds by hand. */
const numberFrom = (value: unknown, logicalType: string | undefined): unknown => {
  if (typeof value !== 'string' || logicalType === undefined || !isoForm.test(value)) return value;
  const ms = Date.parse(value);
  return logicalType === 'date' ? ms / dayMs : ms;
};

/** A whole number; of a logical type of time also as ISO 8601. */
export const readNumber =
  (logicalType: string | undefined): ReadJson =>
  (value, path, misfit) => {
    const number = numberFrom(value, logicalType);
    if (!Number.isSafeInteger(number)) misfit(path);
    return number;
  };

const readTyped =
  (kind: 'string' | 'boolean'): ReadJson =>
  (value, path, misfit) => {
    if (typeof value !== kind) misfit(path);
    return value;
  };

const readNull: ReadJson = (value, path, misfit) => {
  if (value !== null) misfit(path);
  return null;
};

/** One of the symbols of an enum. */
export const readSymbol =
  (symbols: readonly string[]): ReadJson =>
  (value, path, misfit) => {
    if (typeof value !== 'string' || !symbols.includes(value)) misfit(path);
    return value;
  };

/** The types without parts that our schemas use. */
export const primitiveReaders: ReadonlyMap<string, ReadJson> = new Map<string, ReadJson>([
  ['string', readTyped('string')],
  ['boolean', readTyped('boolean')],
  ['int', readNumber(undefined)],
  ['long', readNumber(undefined)],
  ['null', readNull],
]);
