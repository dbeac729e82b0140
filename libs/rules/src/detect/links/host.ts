import { ambiguousEndings, plainEndings } from './ambiguous-endings.ts';
import { hasPath, isDigits, isLabelCode } from './link-characters.ts';
import { topLevelDomains } from './top-level-domains.ts';

/** Labels of a dotted word, such as www, nav and no: where the word starts, and where each label ends. */
export interface DottedWord {
  readonly from: number;
  readonly labelEnds: readonly number[];
}

const dot = 46;

/** The dotted word around the dot at `at`, not reaching back before `limit`; undefined where no label stands on both sides. */
export const dottedWordAt = (text: string, at: number, limit: number): DottedWord | undefined => {
  // Most full stops end a sentence: a space follows.
  if (!isLabelCode(text.charCodeAt(at + 1))) return undefined;
  let from = at;
  while (from > limit && isLabelCode(text.charCodeAt(from - 1))) from -= 1;
  if (from === at) return undefined;
  const labelEnds = [at];
  let end = at;
  while (text.charCodeAt(end) === dot && isLabelCode(text.charCodeAt(end + 1))) {
    end += 1;
    while (end < text.length && isLabelCode(text.charCodeAt(end))) end += 1;
    labelEnds.push(end);
  }
  return labelEnds.length > 1 ? { from, labelEnds } : undefined;
};

const labelOf = (text: string, { from, labelEnds }: DottedWord, index: number): string =>
  text.slice(index === 0 ? from : (labelEnds[index - 1] ?? 0) + 1, labelEnds[index]);

const isCapitalised = (label: string): boolean =>
  label.length > 0 &&
  label.charAt(0) !== label.charAt(0).toLowerCase() &&
  label.slice(1) === label.slice(1).toLowerCase();

const prepositions = /(?:^|[^a-zæøå])(?:på|til|via|hos|besøk|besok|visit|at|on|gå inn på|under) $/i;

/** Labels of one letter are abbreviations more often than hosts: f.eks.er, bl.a.om. */
const hasLongLabels = (text: string, word: DottedWord, last: number): boolean => {
  for (let index = 0; index < last; index += 1) if (labelOf(text, word, index).length < 2) return false;
  return last >= 2;
};

/** True where what touches a word shows that it is a host: a path behind it, an @ before it. */
const isInAddress = (text: string, word: DottedWord, last: number): boolean =>
  hasPath(text, word.labelEnds[last] ?? text.length) || text.charCodeAt(word.from - 1) === 64;

/** True where something besides its ending shows that a word is a host. */
const hasEvidence = (text: string, word: DottedWord, last: number): boolean => {
  if (isInAddress(text, word, last)) return true;
  if (hasLongLabels(text, word, last) && labelOf(text, word, last) !== 'for') return true;
  return prepositions.test(text.slice(Math.max(0, word.from - 12), word.from));
};

const isEnding = (text: string, word: DottedWord, last: number): boolean => {
  const label = labelOf(text, word, last);
  const name = label.toLowerCase();
  if (!topLevelDomains.has(name) && !name.startsWith('xn--')) return false;
  const before = labelOf(text, word, last - 1);
  if (isCapitalised(label) && !plainEndings.has(name)) return isInAddress(text, word, last);
  if (ambiguousEndings.has(name)) return hasEvidence(text, word, last);
  return !isDigits(before) || name === 'no' || plainEndings.has(name) || hasEvidence(text, word, last);
};

const isIpAddress = (text: string, word: DottedWord): boolean => {
  if (word.labelEnds.length !== 4 || !hasPath(text, word.labelEnds[3] ?? 0)) return false;
  return [0, 1, 2, 3].every((index) => {
    const label = labelOf(text, word, index);
    return label.length <= 3 && isDigits(label) && Number(label) < 256;
  });
};

/** What comes behind a host with a full stop but no space begins a sentence, or it was no host: rapport.no.pdf. */
const endsHere = (text: string, word: DottedWord, last: number): boolean =>
  last === word.labelEnds.length - 1 || isCapitalised(labelOf(text, word, last + 1));

const gluedDigits = /^[a-z]{2,}(?=[0-9]{5,}$)/i;

/** A number glued to a host does not hide it: nav.no13097248022 ends after «no». */
const withoutGluedDigits = (text: string, word: DottedWord): DottedWord => {
  const last = word.labelEnds.length - 1;
  const letters = gluedDigits.exec(labelOf(text, word, last));
  if (letters === null) return word;
  const end = (word.labelEnds[last - 1] ?? 0) + 1 + letters[0].length;
  return { from: word.from, labelEnds: [...word.labelEnds.slice(0, last), end] };
};

/** Where the host in a dotted word ends; undefined when the word is none. */
export const endOfHost = (text: string, dotted: DottedWord): number | undefined => {
  const word = withoutGluedDigits(text, dotted);
  const last = word.labelEnds.length - 1;
  if (isIpAddress(text, word)) return word.labelEnds[last];
  for (let index = last; index > 0; index -= 1) {
    if (endsHere(text, word, index) && isEnding(text, word, index)) return word.labelEnds[index];
  }
  return labelOf(text, word, 0).toLowerCase() === 'www' ? word.labelEnds[last] : undefined;
};
