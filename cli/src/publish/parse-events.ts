import { createEventJsonReader } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { parseAllDocuments } from 'yaml';

/** An event of an input, or why it is none: names of our schema only, never what stands there. */
export type ParsedEvent =
  | { readonly ok: true; readonly event: ProducerEvent }
  | { readonly ok: false; readonly message: string };

const isLine = (text: string): boolean => text.trim() !== '';

/** One JSON value a line; undefined where a line is none. */
const parseLines = (text: string): readonly unknown[] | undefined => {
  try {
    return text
      .split('\n')
      .filter(isLine)
      .map((line) => JSON.parse(line) as unknown);
  } catch {
    return undefined;
  }
};

/** JSON is YAML as well. Undefined where the text is neither. */
const parseYaml = (text: string): readonly unknown[] | undefined => {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return [];
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  try {
    return documents.map((document) => document.toJS() as unknown);
  } catch {
    return undefined; // an alias that leads nowhere
  }
};

/** Reads events as people write them: JSON, one a line or an array of them, or YAML, also several documents. Never throws on content. */
export const parseEvents = (text: string): readonly ParsedEvent[] => {
  const values = parseLines(text) ?? parseYaml(text);
  if (values === undefined) return [{ ok: false, message: 'is neither JSON nor YAML' }];
  const read = createEventJsonReader();
  return values.flat().map((value): ParsedEvent => {
    const result = read(value);
    if (result.outcome === 'READ') return { ok: true, event: result.event };
    const paths = [...new Set(result.paths)].map((path) => (path === '' ? 'the event itself' : path));
    return { ok: false, message: `does not fit the schema ProducerEvent at ${paths.join(', ')}` };
  });
};
