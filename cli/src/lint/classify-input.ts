/** How an input is read: line by line, or whole. */
export type InputKind = 'TEXTS' | 'VALUES' | 'DOCUMENT' | 'AVRO' | 'UNKNOWN';

const newline = 0x0a;

const beginsWith = (head: Buffer, ...bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/** A container file, a registry's frame, Avro's single-object form. */
const isAvro = (head: Buffer): boolean =>
  beginsWith(head, 0x4f, 0x62, 0x6a, 0x01) || head[0] === 0x00 || beginsWith(head, 0xc3, 0x01);

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** A first line that leaves something open: the document goes on below it. */
const isOpen = (line: string): boolean => /[{[,:]$/.test(line);

/** Below the tabulator, which is the first control that texts hold. */
const tabulator = 0x09;
const holdsControls = (text: string): boolean => [...text].some((character) => character.charCodeAt(0) < tabulator);

const classifyJson = (firstLine: string): InputKind => {
  if (firstLine.startsWith('[')) return 'DOCUMENT';
  return isOpen(firstLine) && !isJson(firstLine) ? 'DOCUMENT' : 'VALUES';
};

/** The first line that is not blank; `head` is how the input begins, at least its first line where that is short. */
const firstLineOf = (head: Buffer): string => {
  const text = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  const end = text.indexOf(String.fromCharCode(newline));
  return (end < 0 ? text : text.slice(0, end)).trim();
};

/** How an input is read, from its name and its first bytes. `asTexts`: what is no JSON object with a text is a text. */
export const classifyInput = (name: string, head: Buffer, asTexts: boolean): InputKind => {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (extension === 'txt') return 'TEXTS';
  const firstLine = firstLineOf(head);
  if (asTexts) return extension === 'json' && firstLine.startsWith('[') ? 'DOCUMENT' : 'TEXTS';
  if (extension === 'avro' || isAvro(head)) return 'AVRO';
  if (extension === 'ndjson' || extension === 'jsonl' || firstLine === '') return 'VALUES';
  if (firstLine.startsWith('{') || firstLine.startsWith('[')) return classifyJson(firstLine);
  if (extension === 'json') return 'DOCUMENT';
  return holdsControls(firstLine) ? 'AVRO' : 'UNKNOWN';
};
