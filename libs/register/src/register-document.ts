import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { RegisterFault } from './register-fault.ts';

/** Steps from the top of a document to a value. */
export type DataPath = readonly (string | number)[];

/** A YAML file as plain data that still knows where each value stood. */
export interface RegisterDocument {
  readonly file: string;
  readonly data: unknown;
  readonly faults: readonly RegisterFault[];
  /** A fault at a value, or at the nearest one around it where there is none. */
  readonly faultAt: (path: DataPath, message: string) => RegisterFault;
}

/** A path as people write it. */
const formatDataPath = (path: DataPath): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');

const offsetOfKey = (document: Document, path: DataPath): number | undefined => {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
  return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
};

const offsetOf = (document: Document, path: DataPath): number => {
  for (let length = path.length; length > 0; length -= 1) {
    const steps = path.slice(0, length);
    const node = document.getIn(steps, true);
    const offset = isNode(node) && !isMap(node) ? node.range?.[0] : undefined;
    const found = offsetOfKey(document, steps) ?? offset ?? (isNode(node) ? node.range?.[0] : undefined);
    if (found !== undefined) return found;
  }
  return 0;
};

/** The first line of what the parser says: the rest repeats the source. */
const firstLine = (message: string): string => message.split(' at line ')[0] ?? message;

type PlainData = { readonly outcome: 'READ'; readonly data: unknown } | { readonly outcome: 'UNRESOLVED' };

/** The parser finds an alias to nothing, or one repeated without end, only when it makes plain data. */
const toPlainData = (document: Document): PlainData => {
  try {
    return { outcome: 'READ', data: document.toJS() };
  } catch {
    return { outcome: 'UNRESOLVED' };
  }
};

/** Reads a YAML file; syntax faults and repeated keys are told with line and column, never thrown. */
export const parseRegisterDocument = (file: string, text: string): RegisterDocument => {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true, prettyErrors: true });
  const placeOf = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faultAtOffset = (offset: number, path: string, message: string): RegisterFault => ({
    file,
    ...placeOf(offset),
    path,
    message,
  });
  const faults = document.errors.map((error) =>
    faultAtOffset(error.pos[0], '', `Not readable as YAML: ${firstLine(error.message)}`),
  );
  const plain = faults.length === 0 ? toPlainData(document) : undefined;
  if (plain?.outcome === 'UNRESOLVED')
    faults.push(faultAtOffset(0, '', 'Not readable as YAML: an alias leads nowhere'));
  return {
    file,
    data: plain?.outcome === 'READ' ? plain.data : undefined,
    faults,
    faultAt: (path, message) => faultAtOffset(offsetOf(document, path), formatDataPath(path), message),
  };
};
