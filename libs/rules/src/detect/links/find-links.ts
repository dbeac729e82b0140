import type { Candidate, Confidence, DetectionKind } from '../detection.ts';
import type { FoldedText } from '../folded-text.ts';
import type { TextSigns } from '../text-signs.ts';
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

/** Where the host of an address ends: an @ before that names a user of the host, and is no e-mail address. */
const endOfAuthority = (address: string): number => {
  const scheme = address.indexOf('//');
  if (scheme < 0) return 0;
  let end = scheme + 2;
  while (end < address.length && address.charCodeAt(end) !== 47 && address.charCodeAt(end) !== 63) end += 1;
  return end;
};

/** A link; where its path or query names an e-mail address, the link before it and that address. */
const splitAtEmail = (text: string, link: Found): readonly Found[] => {
  const address = text.slice(link.from, link.to);
  const at = address.indexOf('@', endOfAuthority(address));
  if (at < 0) return [link];
  const start = startOfLocalPart(address, at, 0);
  const word = dottedWordAt(address, address.indexOf('.', at), at + 1);
  if (start === at || word?.from !== at + 1) return [link];
  const [from, to] = [link.from + start, link.from + (word.labelEnds.at(-1) ?? at)];
  return [
    { ...link, to: from },
    { kind: 'EMAIL_ADDRESS', from, to },
  ];
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
      all.push(...(step.found.kind === 'LINK' ? splitAtEmail(text, step.found) : [step.found]));
      limit = step.next;
    }
    at = nextTrigger(text, step.next);
  }
  return all;
};

/** Mailboxes of an office, not of a person. */
const sharedMailbox =
  /^(?:post|postmottak|epost|mail|firmapost|kontakt|contact|info|support|hjelp|help|no-?reply|ikke-?svar|kundeservice|servicesenter|servicetorg|arkiv|faktura|invoice|lonn|lønn|hr|resepsjon|sentralbord|redaksjon|presse|personvern|personvernombud|nav)@/i;

const maxMailboxLength = 24;

const confidenceOf = ({ kind, from }: Found, text: string): Confidence =>
  kind === 'EMAIL_ADDRESS' && sharedMailbox.test(text.slice(from, from + maxMailboxLength)) ? 'low' : 'high';

const toCandidate = (found: Found, text: string, plain: PlainSpelling | null): Candidate => ({
  kind: found.kind,
  from: plain === null ? found.from : (plain.starts[found.from] ?? 0),
  to: plain === null ? found.to : (plain.ends[found.to - 1] ?? 0),
  confidence: confidenceOf(found, text),
  category: null,
});

/**
 * Links and e-mail addresses: with a scheme or without, defused (hxxp, [.], «punktum», «krøllalfa») or plain. File names, abbreviations,
 * versions and a sentence that begins right after a full stop are none. An address of an office (post@, info@) is of low confidence.
 */
export const findLinks = (folded: FoldedText, signs: TextSigns): readonly Candidate[] => {
  if (!signs.mayHoldLink) return none;
  const plain = readSpelledOut(folded.text);
  const text = plain?.text ?? folded.text;
  const found = scan(text);
  return found.length === 0 ? none : found.map((each) => toCandidate(each, text, plain));
};
