export { compareTerms } from './compare-terms.ts';
export { publishedTerms } from './published-terms.ts';
export { type TermsDocument, termsLanguages } from './terms-document.ts';
export { loadTermsVersions, type TermsVersion } from './terms-versions.ts';
