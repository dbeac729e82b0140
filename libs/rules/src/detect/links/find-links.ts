import type { Candidate, DetectionKind } from '../detection.ts';
import type { FoldedText } from '../folded-text.ts';
import { dottedWordAt, endOfHost } from './host.ts';
import { endOfAddress, hasPath, isLocalPartCode } from './link-characters.ts';
import { type PlainSpelling, readSpelledOut } from './spelled-out.ts';

interface Found {
  readonly kind: DetectionKind;
  readonly from: number;
  readonly to: number;
}

const none: readonly Candidate[] = [];
const dot = 46;
const colon = 58;
const atSign = 64;

const isSchemeCode = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** An address with a scheme, real or defused (https, ftp, hxxp); the colon stands at `at`. */
const addressAt = (text: string, at: number, limit: number): Found | undefined => {
  if (!text.startsWith('//', at + 1) && !text.startsWith('\\\\', at + 1)) return undefined;
  let from = at;
  while (from > limit && isSchemeCode(text.charCodeAt(from - 1))) from -= 1;
  if (at - from < 2) return undefined;
  const to = endOfAddress(text, from, at + 3);
  return to > at + 3 ? { kind: 'LINK', from, to } : undefined;
};

/** Before the @ of an e-mail address; the same place where nothing stands there. */
const startOfLocalPart = (text: string, at: number, limit: number): number => {
  let from = at;
  while (from > limit && isLocalPartCode(text.charCodeAt(from - 1))) from -= 1;
  while (from < at && text.charCodeAt(from) === dot) from += 1;
  return from;
};

const hostAt = (text: string, at: number, limit: number): { readonly next: number; readonly found?: Found } => {
  const word = dottedWordAt(text, at, limit);
  if (word === undefined) return { next: at + 1 };
  const end = endOfHost(text, word);
  if (end === undefined) return { next: word.labelEnds.at(-1) ?? at + 1 };
  const { from } = word;
  const localFrom = text.charCodeAt(from - 1) === atSign ? startOfLocalPart(text, from - 1, limit) : from;
  if (localFrom < from - 1) return { next: end, found: { kind: 'EMAIL_ADDRESS', from: localFrom, to: end } };
  // A dotted local part is looked at before its @ is reached: kari.nordmann@…
  if (text.charCodeAt(end) === atSign) return { next: end };
  const to = hasPath(text, end) ? endOfAddress(text, from, end) : end;
  return { next: to, found: { kind: 'LINK', from, to } };
};

const nextTrigger = (text: string, from: number): number => {
  for (let index = from; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === dot || code === colon) return index;
  }
  return -1;
};

/** Left to right, each unit looked at a bounded number of times. */
const scan = (text: string): readonly Found[] => {
  const all: Found[] = [];
  let limit = 0;
  let at = nextTrigger(text, 0);
  while (at >= 0) {
    const isColon = text.charCodeAt(at) === colon;
    const found = isColon ? addressAt(text, at, limit) : undefined;
    const step = isColon ? { next: found?.to ?? at + 1, found } : hostAt(text, at, limit);
    if (step.found !== undefined) {
      all.push(step.found);
      limit = step.next;
    }
    at = nextTrigger(text, step.next);
  }
  return all;
};

const toCandidate = ({ kind, from, to }: Found, plain: PlainSpelling | null): Candidate => ({
  kind,
  from: plain === null ? from : (plain.starts[from] ?? 0),
  to: plain === null ? to : (plain.ends[to - 1] ?? 0),
  confidence: 'high',
  category: null,
});

/**
 * Links and e-mail addresses: with a scheme or without, defused (hxxp, [.], «punktum», «krøllalfa») or plain. File names, abbreviations,
 * versions and a sentence that begins right after a full stop are none.
 */
export const findLinks = (folded: FoldedText): readonly Candidate[] => {
  const plain = readSpelledOut(folded.text);
  const found = scan(plain?.text ?? folded.text);
  return found.length === 0 ? none : found.map((each) => toCandidate(each, plain));
};
