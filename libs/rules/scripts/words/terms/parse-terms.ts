import { isParadigm, type Paradigm } from './inflect.ts';

/** A line of a term list: what stands before the colon, and the entries after it. */
export interface TermLine {
  readonly tag: string;
  readonly entries: readonly string[];
}

/** A term list by section; a section is a name in brackets. */
export type TermSections = ReadonlyMap<string, readonly TermLine[]>;

const header = /^\[([a-z ]+)\]$/;

const toLine = (line: string, isFree: boolean): TermLine => {
  const colon = isFree ? -1 : line.indexOf(': ');
  const entries = line
    .slice(colon < 0 ? 0 : colon + 2)
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return { tag: colon < 0 ? '' : line.slice(0, colon), entries };
};

/** Reads a term list. Throws on a line before the first section. */
export const parseTerms = (name: string, source: string): TermSections => {
  const sections = new Map<string, TermLine[]>();
  let lines: TermLine[] | undefined;
  let section = '';
  for (const line of source.split('\n').filter((text) => text.trim() !== '' && !text.startsWith('#'))) {
    const title = header.exec(line.trim())?.[1];
    if (title === undefined && lines === undefined) throw new Error(`${name}: a line before the first section`);
    if (title === undefined) lines?.push(toLine(line, section === 'phrases' || section === 'pairs'));
    else {
      section = title;
      lines = sections.get(title) ?? [];
      sections.set(title, lines);
    }
  }
  return sections;
};

/** All entries of a section without tags. */
export const entriesOf = (sections: TermSections, section: string): readonly string[] =>
  (sections.get(section) ?? []).flatMap(({ entries }) => entries);

/** The paradigm that a tag names. Throws on another tag. */
export const parseParadigm = (name: string, tag: string): Paradigm => {
  if (!isParadigm(tag)) throw new Error(`${name}: no paradigm is called ${tag}`);
  return tag;
};
