import type { RecordView } from '@varselvakt/inspection';
import { CommandError, exitCodes } from '../command-error.ts';

/** A record as text; what it says is masked already. */
export type RecordFormat = (view: RecordView) => string;

const headerText = ({ headers }: RecordView, between: string): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join('|') : value}`)
    .join(between);

const valueText = ({ value, unreadable, valueBytes }: RecordView): string =>
  unreadable === null ? JSON.stringify(value) : `unreadable (${unreadable}, ${valueBytes} bytes)`;

/** kcat's letters; v is rpk's word for s. */
const tokens: Readonly<Record<string, (view: RecordView) => string>> = {
  t: ({ topic }) => topic,
  p: ({ partition }) => String(partition),
  o: ({ offset }) => offset,
  k: ({ key }) => key ?? 'NULL',
  K: ({ key, keyBytes }) => String(key === null ? -1 : keyBytes),
  s: valueText,
  v: valueText,
  S: ({ value, unreadable, valueBytes }) => String(value === null && unreadable === null ? -1 : valueBytes),
  T: ({ timestamp }) => String(Date.parse(timestamp)),
  h: (view) => headerText(view, ','),
  '%': () => '%',
};
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };

/** A format of kcat's letters (%t %p %o %k %K %s %S %T %h %%) and \n, \t. Throws CommandError for another letter. */
export function parseRecordFormat(format: string): RecordFormat {
  const parts: RecordFormat[] = [];
  // Each record ends its line anyway.
  const text = format.replace(/\\n$/, '');
  for (const [piece, token, escaped] of text.matchAll(/%(.?)|\\(.?)|[^%\\]+/gs)) {
    const part = token === undefined ? textPart(piece, escaped) : tokens[token];
    if (part === undefined) {
      const known = Object.keys(tokens)
        .map((letter) => `%${letter}`)
        .join(' ');
      throw new CommandError(`-f knows ${known}, \\n and \\t.`, exitCodes.usage);
    }
    parts.push(part);
  }
  return (view) => parts.map((part) => part(view)).join('');
}

function textPart(piece: string, escaped: string | undefined): RecordFormat | undefined {
  const text = escaped === undefined ? piece : escapes[escaped];
  return text === undefined ? undefined : () => text;
}

/** A record over several lines, for reading. */
export const formatForPeople: RecordFormat = (view) => {
  const { topic, partition, offset, timestamp, key, schema, schemaId, unreadable, value } = view;
  const name = schema === null ? '' : `  ${schema} (schema ${schemaId})`;
  const lines = [`${topic}/${partition}/${offset}  ${timestamp}  key ${key ?? '(none)'}${name}`];
  if (Object.keys(view.headers).length > 0) lines.push(`  headers: ${headerText(view, ', ')}`);
  if (unreadable !== null) lines.push(`  ${valueText(view)}`);
  else lines.push(value === null ? '  tombstone' : JSON.stringify(value, undefined, 2).replace(/^/gm, '  '));
  return lines.join('\n');
};
