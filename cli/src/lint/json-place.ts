/** Half-open, in UTF-16 units of a JSON source. */
export type JsonRange = { readonly start: number; readonly end: number };

const space = /[ \t\r\n]*/y;
const scalar = /[^\s,:{}[\]"]+/y;

const skip = (pattern: RegExp, source: string, from: number): number => {
  pattern.lastIndex = from;
  return pattern.test(source) ? pattern.lastIndex : from;
};
const skipSpace = (source: string, from: number): number => skip(space, source, from);

/** The end of the string that begins at `from`, its quotes included. */
const endOfString = (source: string, from: number): number => {
  let at = from + 1;
  while (at < source.length && source[at] !== '"') at += source[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, source.length);
};

/** The end of the value that begins at `from`; counts brackets, so that depth costs no stack. */
const endOfValue = (source: string, from: number): number => {
  if (source[from] === '"') return endOfString(source, from);
  if (source[from] !== '{' && source[from] !== '[') return skip(scalar, source, from);
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const character = source[at];
    if (character === '"') at = endOfString(source, at) - 1;
    else if (character === '{' || character === '[') depth += 1;
    else if ((character === '}' || character === ']') && --depth === 0) return at + 1;
  }
  return source.length;
};

type Member = { readonly key: string | number; readonly value: JsonRange };

const decodeKey = (source: string, from: number, end: number): string => {
  try {
    return JSON.parse(source.slice(from, end)) as string;
  } catch {
    return '';
  }
};

/** The members of the object, or the items of the array, that begins at `from`. */
function* membersOf(source: string, from: number): Generator<Member> {
  const isObject = source[from] === '{';
  let at = skipSpace(source, from + 1);
  for (let index = 0; at < source.length && source[at] !== '}' && source[at] !== ']'; index += 1) {
    let key: string | number = index;
    if (isObject) {
      const keyEnd = endOfValue(source, at);
      key = decodeKey(source, at, keyEnd);
      at = skipSpace(source, skipSpace(source, keyEnd) + 1);
    }
    const end = endOfValue(source, at);
    if (end <= at) return;
    yield { key, value: { start: at, end } };
    at = skipSpace(source, end);
    if (source[at] === ',') at = skipSpace(source, at + 1);
  }
}

/** JSON.parse lets the last of equal keys win; so does this. */
const findMember = (source: string, from: number, key: string | number): Member | undefined =>
  [...membersOf(source, from)].findLast((member) => member.key === key);

const isContainer = (source: string, at: number): boolean => source[at] === '{' || source[at] === '[';

/** The one member of a union that Avro's JSON wraps: `{"no.varselvakt.Sms": {…}}` or `{"string": "…"}`. */
const unwrap = (source: string, at: number): number | undefined => {
  if (source[at] !== '{') return undefined;
  const [first, second] = membersOf(source, at);
  return first !== undefined && second === undefined ? first.value.start : undefined;
};

const stepInto = (source: string, at: number, step: string | number): number | undefined => {
  if (!isContainer(source, at)) return undefined;
  const member = findMember(source, at, step);
  if (member !== undefined) return member.value.start;
  const inner = unwrap(source, at);
  return inner === undefined || !isContainer(source, inner) ? undefined : findMember(source, inner, step)?.value.start;
};

/** The steps of a path such as `body.externalMessages[1].text`. */
const stepsOf = (path: string): readonly (string | number)[] =>
  path
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** Where the value at a path stands in valid JSON whose root begins at `rootAt`, or the nearest value around it that is there. */
export const findJsonValue = (source: string, rootAt: number, path: string): JsonRange => {
  let at = skipSpace(source, rootAt);
  for (const step of stepsOf(path)) {
    const next = stepInto(source, at, step);
    if (next === undefined) break;
    at = next;
  }
  if (source[at] === '{') {
    const inner = unwrap(source, at);
    if (inner !== undefined && source[inner] === '"') at = inner;
  }
  return { start: at, end: endOfValue(source, at) };
};

/** Where unit `index` of the string that begins at `stringAt` stands in the source, escapes counted. */
export const findInJsonString = (source: string, stringAt: number, index: number): number => {
  let at = stringAt + 1;
  for (let unit = 0; unit < index && at < source.length && source[at] !== '"'; unit += 1) {
    if (source[at] !== '\\') at += 1;
    else at += source[at + 1] === 'u' ? 6 : 2;
  }
  return at;
};

/** The ranges of the values of a JSON array, in order. */
export const findJsonItems = (source: string, rootAt: number): readonly JsonRange[] =>
  [...membersOf(source, skipSpace(source, rootAt))].map(({ value }) => value);
