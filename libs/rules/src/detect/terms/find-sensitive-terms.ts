import type { Candidate } from '../detection.ts';
import type { FoldedText } from '../folded-text.ts';
import { longestMatch } from '../words/letter-trie.ts';
import { wordClass } from '../words/word-class.ts';
import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';
import { classifyTerm } from './classify-term.ts';
import { termClass } from './term-class.ts';
import { categoryOf, levelOf, termLevel } from './term-level.ts';
import { readSetting } from './term-setting.ts';
import { numberSymbol, stepKey, type TermTables } from './term-tables.ts';

/** A term as it was met: its code, and the token after its last one. */
interface Met {
  readonly code: number;
  readonly end: number;
}

const minCompoundLength = 6;
const minRestLength = 3;
/** Words between a proof and a term that it proves too: „seksuell legning: homofil", „siktet for drap". */
const afterProof = 2;
const maxNumberLength = 3;

/** Between the words of one term: nothing, a space, a hyphen, a dot of an abbreviation. */
const insideTerm = tokenGap.space | tokenGap.hyphen | tokenGap.dot | tokenGap.apostrophe;

/** The symbol of a word or number inside a phrase; 0 where it is part of none. */
const symbolAt = (scan: WordScan, token: number): number => {
  if (scan.shape[token] !== tokenShape.number) {
    return ((scan.classes[token] ?? 0) & termClass.phraseWord) === 0 ? 0 : (scan.entry[token] ?? 0);
  }
  const from = scan.from[token] ?? 0;
  const to = scan.to[token] ?? 0;
  return to - from > maxNumberLength ? 0 : numberSymbol(Number(scan.text.slice(from, to)));
};

const nextState = ({ steps, links }: TermTables, state: number, symbol: number): number => {
  const next = steps.get(stepKey(state, symbol));
  if (next !== undefined) return next;
  for (const root of links.get(state) ?? []) {
    const inSet = steps.get(stepKey(root, symbol));
    if (inSet !== undefined) return inSet;
  }
  return 0;
};

/** True where a term of several words may go on with a token. */
const goesOn = (scan: WordScan, token: number): boolean =>
  token < scan.count && ((scan.gap[token] ?? 0) & ~insideTerm) === 0 && scan.sentenceStart[token] !== 1;

const matchPhrase = (scan: WordScan, first: number, tables: TermTables): Met | null => {
  let state = tables.starts[scan.entry[first] ?? 0] ?? 0;
  let met: Met | null = null;
  for (let token = first + 1; state !== 0 && goesOn(scan, token); token += 1) {
    const symbol = symbolAt(scan, token);
    state = symbol === 0 ? 0 : nextState(tables, state, symbol);
    const code = tables.ends[state] ?? 0;
    if (code !== 0) met = { code, end: token + 1 };
  }
  return met;
};

/** „ME" among small letters: neither a shouted text nor the first word of a name („MS Trollfjord"). */
const isInCapitals = (scan: WordScan, token: number): boolean => {
  const next = token + 1;
  const isShouted =
    (token > 0 && scan.shape[token - 1] === tokenShape.allCapitals) ||
    (next < scan.count && scan.shape[next] === tokenShape.allCapitals);
  const isOfName = next < scan.count && scan.gap[next] === tokenGap.space && scan.shape[next] === tokenShape.capital;
  return scan.shape[token] === tokenShape.allCapitals && !isShouted && !isOfName;
};

const nameClasses = wordClass.firstName | wordClass.surname;

/** „Kristen Nygaard", „Eva Vold": a name with its capital where no sentence starts, or before another capital. */
const isName = (scan: WordScan, token: number): boolean => {
  if (scan.shape[token] !== tokenShape.capital || ((scan.classes[token] ?? 0) & nameClasses) === 0) return false;
  const next = token + 1;
  const isBeforeCapital =
    next < scan.count && scan.gap[next] === tokenGap.space && scan.shape[next] === tokenShape.capital;
  return scan.sentenceStart[token] !== 1 || isBeforeCapital;
};

const matchWord = (scan: WordScan, token: number, { codes }: TermTables): Met | null => {
  const code = codes[scan.entry[token] ?? 0] ?? 0;
  if (code === 0 || isName(scan, token)) return null;
  if (levelOf(code) === termLevel.capitals && !isInCapitals(scan, token)) return null;
  return { code, end: token + 1 };
};

const matchCompound = (scan: WordScan, token: number, { heads, stems }: TermTables): Met | null => {
  const from = scan.from[token] ?? 0;
  const to = scan.to[token] ?? 0;
  if (to - from < minCompoundLength) return null;
  const head = longestMatch(heads, scan.text, from, to, minRestLength);
  const code = head === 0 ? longestMatch(stems, scan.text, from, to, minRestLength) : head;
  return code === 0 ? null : { code, end: token + 1 };
};

const matchAt = (scan: WordScan, token: number, tables: TermTables): Met | null => {
  const classes = scan.classes[token] ?? 0;
  if ((classes & termClass.phraseStart) !== 0) {
    const phrase = matchPhrase(scan, token, tables);
    if (phrase !== null) return phrase;
  }
  if ((classes & termClass.term) !== 0) return matchWord(scan, token, tables);
  if ((classes & termClass.notTerm) !== 0 || scan.shape[token] === tokenShape.number) return null;
  return matchCompound(scan, token, tables);
};

const toCandidate = (scan: WordScan, first: number, { code, end }: Met, lastProof: number): Candidate | null => {
  const isAfterProof = first - lastProof <= afterProof;
  const confidence = classifyTerm(levelOf(code), { ...readSetting(scan, first, end), isAfterProof });
  if (confidence === null) return null;
  const from = scan.from[first] ?? 0;
  const to = scan.to[end - 1] ?? 0;
  return { kind: 'SENSITIVE_TERM', from, to, confidence, category: categoryOf(code) };
};

/** „operert for" right before „skiveprolaps" is one term with it. */
const joinOf = (last: Candidate | undefined, next: Candidate, gap: number): Candidate | null => {
  if (last === undefined || last.category !== next.category || last.to + 1 !== next.from || gap !== tokenGap.space) {
    return null;
  }
  const isHigh = last.confidence === 'high' || next.confidence === 'high';
  return { ...last, to: next.to, confidence: isHigh ? 'high' : 'low' };
};

const addTo = (found: Candidate[], next: Candidate, gap: number): void => {
  const joined = joinOf(found.at(-1), next, gap);
  if (joined === null) found.push(next);
  else found[found.length - 1] = joined;
};

const none: readonly Candidate[] = [];

/**
 * Terms that say something of GDPR articles 9 and 10: high confidence where the text is about a person or the term is
 * proof by itself, low for everyday words of the platform and where the text speaks of a subject.
 */
export const findSensitiveTerms = (
  _folded: FoldedText,
  scan: WordScan,
  { terms }: { readonly terms: TermTables },
): readonly Candidate[] => {
  let found: Candidate[] | undefined;
  let token = 0;
  let lastProof = Number.NEGATIVE_INFINITY;
  while (token < scan.count) {
    const met = matchAt(scan, token, terms);
    const candidate = met === null ? null : toCandidate(scan, token, met, lastProof);
    if (candidate !== null) {
      found ??= [];
      addTo(found, candidate, scan.gap[token] ?? 0);
      if (candidate.confidence === 'high') lastProof = (met?.end ?? 0) - 1;
    }
    token = met === null ? token + 1 : met.end;
  }
  return found ?? none;
};
