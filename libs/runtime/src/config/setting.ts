import { z } from 'zod';

/** One environment variable: how its text is read, and what people are told about it. */
export type Setting<Value> = {
  readonly schema: z.ZodType<Value>;
  readonly about: string;
  readonly example: string;
  /** A secret's value is never shown, not even when it is wrong. */
  readonly secret: boolean;
  /** Further names that may hold the path of a file with the value; `<NAME>_FILE` always does. */
  readonly pathNames: readonly string[];
};

type SettingWords = {
  readonly about: string;
  readonly example: string;
  readonly secret?: boolean;
  readonly pathNames?: readonly string[];
};

/** Ties a zod schema, which reads the text of the variable, to the words that explain the variable. */
export function setting<Value>(schema: z.ZodType<Value>, words: SettingWords): Setting<Value> {
  return { secret: false, pathNames: [], ...words, schema };
}

/** Text that is neither empty nor only blanks, of at most `maxLength` UTF-16 units. */
export function text({ maxLength = 4096 }: { maxLength?: number } = {}) {
  return z
    .string()
    .refine((value) => value.trim().length > 0, 'must not be empty')
    .refine((value) => value.length <= maxLength, `must be at most ${maxLength} characters`);
}

/** A whole decimal number inside [min, max]; `1e3`, `0x10`, `1.0` and blanks are refused rather than guessed at. */
export function wholeNumber({ min, max }: { min: number; max: number }) {
  const problem = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^-?\d{1,15}$/, problem)
    .transform(Number)
    .refine((value) => value >= min && value <= max, problem);
}

/** One of the given words, exactly as written. */
export function choice<const Word extends string>(words: readonly Word[]) {
  return z
    .string()
    .refine(
      (value): value is Word => (words as readonly string[]).includes(value),
      `must be one of: ${words.join(', ')}`,
    );
}

/** `true` or `false`. */
export function flag() {
  return choice(['true', 'false']).transform((word) => word === 'true');
}

/** Comma-separated values without empty members; blanks around them are dropped. */
export function list({ member, problem }: { member: RegExp; problem: string }) {
  return z
    .string()
    .transform((value) => value.split(',').map((part) => part.trim()))
    .refine((parts) => parts.every((part) => member.test(part)), problem)
    .transform((parts): readonly string[] => parts);
}

/** An absolute URL with one of the given protocols (`http:` form). */
export function url({ protocols }: { protocols: readonly string[] }) {
  const problem = `must be a URL starting with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
  return z.string().refine((value) => {
    const parsed = URL.parse(value);
    return parsed !== null && protocols.includes(parsed.protocol) && parsed.hostname !== '';
  }, problem);
}

/** The value or null when the variable is not set. */
export function optional<Value>(schema: z.ZodType<Value, string>) {
  return schema.nullable().default(null);
}
