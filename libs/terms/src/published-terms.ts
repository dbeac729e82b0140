/**
 * Hash of each published version, oldest first: what was published stays as it was, so a changed text needs a new version. A test holds the
 * documents to it; whoever only wants to know which acceptance is good need not read them.
 */
export const publishedTerms: ReadonlyMap<string, string> = new Map([
  ['2026-01', '85504bf36ba5ce8b0c65eb6686b318a5aec9438cef5d1c33c081fc794713db47'],
]);
