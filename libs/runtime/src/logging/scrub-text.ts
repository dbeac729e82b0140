/**
 * The last stage before text leaves the process. Personal data is kept out of logs by never passing it to a logger;
 * this catches what slips through: identity numbers (11 digits, also with separators), phone numbers, e-mail addresses
 * and credentials in URLs. It would rather cover a harmless number than show a person's.
 */

const digit = '\\p{Nd}';
const separator = '[\\p{Zs}\\t.\\-\\u2010-\\u2015/_]{0,2}';

// Ids of ours are hexadecimal; one of them may by chance hold eleven digits, and an operator needs it whole.
const uuid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const digest = '(?=[0-9]{0,31}[a-fA-F])[0-9a-fA-F]{32,}';
const isoInstant = '\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?';
const ipv4 = '(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
// Never the beginning or the end of a longer row of digits: what is left of that might be short enough to pass.
const kept = `(?<!${digit}${separator})(?:${uuid}|${digest}|${isoInstant}|${ipv4})(?!${separator}${digit})`;

const credentials = '(?<=://)[^/\\s@"]+(?=@)';
// Bounded, so that a long text without blanks costs no more than its length.
const email = '[^\\s@"<>,;:()/]{1,64}@[^\\s@"<>,;:()/]{1,253}\\.\\p{L}{2,}';
const elevenDigits = `${digit}(?:${separator}${digit}){10,}`;
const internationalPhone = `(?:\\+|(?<!${digit})00)[1-9](?:${separator}${digit}){7,14}`;
const norwegianPhone = `(?<!${digit})[2-79]${digit}(?:[ \\u00a0]?${digit}){6}(?![ ]?${digit})`;

const pattern = [
  `(?<kept>${kept})`,
  `(?<credentials>${credentials})`,
  `(?<email>${email})`,
  `(?<digits>${elevenDigits})`,
  `(?<phone>${internationalPhone}|${norwegianPhone})`,
].join('|');

const scrubbable = new RegExp(pattern, 'gu');
const suspicious = new RegExp(`@|${digit}(?:${separator}${digit}){7}`, 'u');

/** The text with everything that looks like an identity number, phone number, e-mail address or credentials covered. */
export function scrubText(value: string): string {
  if (!suspicious.test(value)) return value;
  return value.replace(scrubbable, (match, ...rest) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (groups['kept'] !== undefined) return match;
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
    return `[${kind}]`;
  });
}
