export { type ClauseChange, compareTerms } from './compare-terms.ts';
export { publishedTerms } from './published-terms.ts';
export { type TermsClause, type TermsDocument, type TermsLanguage, termsLanguages } from './terms-document.ts';
export { loadTermsVersions, type TermsVersion } from './terms-versions.ts';
