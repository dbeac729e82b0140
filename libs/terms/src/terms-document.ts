import { createHash } from 'node:crypto';

/** The languages in which the terms of use are written; bokmål is the one that was agreed to where they differ. */
export const termsLanguages = ['nb', 'en'] as const;
export type TermsLanguage = (typeof termsLanguages)[number];

/** One clause, as it stands under a heading. */
export interface TermsClause {
  /** Such as `C12`; the same clause has the same id in every version and language. */
  readonly id: string;
  readonly section: string;
  readonly text: string;
}

/** The terms of use in one language. */
export interface TermsDocument {
  readonly title: string;
  readonly clauses: readonly TermsClause[];
  /** The whole document, with line feeds only. */
  readonly text: string;
}

const clauseForm = /^- \*\*(C[1-9][0-9]?)\*\* (\S.*)$/;

/** Reads a document: a title, sections, and one line a clause. Throws when a list item is not a clause or an id stands twice. */
export const parseTermsDocument = (source: string): TermsDocument => {
  const text = source.replaceAll('\r\n', '\n');
  const clauses: TermsClause[] = [];
  let section = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3);
    if (!line.startsWith('- ')) continue;
    const [, id, words] = clauseForm.exec(line) ?? [];
    if (id === undefined || words === undefined) throw new Error(`Not a clause: "${line.slice(0, 20)}…"`);
    if (clauses.some((clause) => clause.id === id)) throw new Error(`Clause ${id} stands twice`);
    clauses.push({ id, section, text: words });
  }
  return { title: text.slice(2, text.indexOf('\n')), clauses, text };
};

/** The hash that an acceptance names: SHA-256 over the documents in every language, as 64 hexadecimal digits. */
export const hashOfTerms = (documents: Readonly<Record<TermsLanguage, TermsDocument>>): string => {
  const hash = createHash('sha256');
  for (const language of termsLanguages) hash.update(`${language}\n${documents[language].text}`);
  return hash.digest('hex');
};
