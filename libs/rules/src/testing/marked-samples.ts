import type { Candidate } from '../detect/detection.ts';

/** A mark in a sample: kind or category, confidence, and where it stands in the text without marks. */
interface Mark {
  readonly label: string;
  readonly confidence: Candidate['confidence'];
  readonly from: number;
  readonly to: number;
}

/** A text whose marks have been taken out and noted. */
export interface MarkedSample {
  readonly text: string;
  readonly marks: readonly Mark[];
}

const mark = /\[\[([A-Z_]+)([+-]) (.*?)\]\]/gs;

/** Reads „[[HEALTH+ kreft]]" marks (+ high, - low); \n in the source is a line's end. */
const parseMarkedSample = (source: string): MarkedSample => {
  const marks: Mark[] = [];
  let text = '';
  let last = 0;
  const line = source.replaceAll('\\n', '\n');
  for (const met of line.matchAll(mark)) {
    const [whole, label = '', sign = '', words = ''] = met;
    text += line.slice(last, met.index);
    marks.push({ label, confidence: sign === '+' ? 'high' : 'low', from: text.length, to: text.length + words.length });
    text += words;
    last = met.index + whole.length;
  }
  return { text: text + line.slice(last), marks };
};

/** All samples of a file: one a line, # starts a comment. */
export const parseMarkedSamples = (source: string): readonly MarkedSample[] =>
  source
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(parseMarkedSample);

const overlaps = (one: Mark, other: Mark): boolean =>
  one.label === other.label && one.from < other.to && other.from < one.to;

const toMark = ({ kind, category, confidence, from, to }: Candidate): Mark => ({
  label: category ?? kind,
  confidence,
  from,
  to,
});

/** How a finder did on samples: shares between 0 and 1, and each fault in words. */
export interface Judgement {
  readonly precision: number;
  readonly recall: number;
  /** The share of met marks whose confidence is as marked. */
  readonly sureness: number;
  readonly faults: readonly string[];
}

/** Judges a finder: a mark is met by a candidate of its label that overlaps it; a candidate that meets none is false. */
export const judgeFinder = (
  samples: readonly MarkedSample[],
  find: (text: string) => readonly Candidate[],
): Judgement => {
  const faults: string[] = [];
  const count = { marks: 0, met: 0, sure: 0, found: 0, right: 0 };
  for (const { text, marks } of samples) {
    const found = find(text).map(toMark);
    const missed = marks.filter((one) => !found.some((other) => overlaps(one, other)));
    const wrong = found.filter((one) => !marks.some((other) => overlaps(one, other)));
    const met = marks.filter((one) => found.some((other) => overlaps(one, other)));
    const unsure = met.filter(
      (one) => !found.some((other) => overlaps(one, other) && one.confidence === other.confidence),
    );
    count.marks += marks.length;
    count.met += met.length;
    count.sure += met.length - unsure.length;
    count.found += found.length;
    count.right += found.length - wrong.length;
    const tell = (fault: string, list: readonly Mark[]) => {
      for (const { label, from, to } of list) faults.push(`${fault} ${label} „${text.slice(from, to)}" in: ${text}`);
    };
    tell('missed', missed);
    tell('wrong', wrong);
    tell('other confidence', unsure);
  }
  return {
    precision: count.right / count.found,
    recall: count.met / count.marks,
    sureness: count.sure / count.met,
    faults,
  };
};
