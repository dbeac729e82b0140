import type { TermsClause, TermsDocument } from './terms-document.ts';

/** What happened to one clause between two versions; `before` is null where it is new, `after` where it was taken out. */
export interface ClauseChange {
  readonly id: string;
  readonly before: string | null;
  readonly after: string | null;
}

const byId = (clauses: readonly TermsClause[]): ReadonlyMap<string, string> =>
  new Map(clauses.map(({ id, text }) => [id, text]));

/** The clauses that differ between two versions in one language, in the order of the later one, those taken out last. */
export const compareTerms = (earlier: TermsDocument, later: TermsDocument): readonly ClauseChange[] => {
  const [before, after] = [byId(earlier.clauses), byId(later.clauses)];
  const ids = new Set([...after.keys(), ...before.keys()]);
  return [...ids]
    .map((id) => ({ id, before: before.get(id) ?? null, after: after.get(id) ?? null }))
    .filter((change) => change.before !== change.after);
};
