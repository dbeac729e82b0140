import { readdirSync, readFileSync } from 'node:fs';
import {
  hashOfTerms,
  parseTermsDocument,
  type TermsDocument,
  type TermsLanguage,
  termsLanguages,
} from './terms-document.ts';

/** One version of the terms of use. A version that was once published never changes; its hash tells. */
export interface TermsVersion {
  /** Year and month, such as `2026-01`. */
  readonly version: string;
  readonly hash: string;
  readonly documents: Readonly<Record<TermsLanguage, TermsDocument>>;
}

const folder = new URL('../documents/', import.meta.url);
const fileForm = /^([0-9]{4}-[0-9]{2})\.nb\.md$/;

const readVersion = (version: string): TermsVersion => {
  const documents = Object.fromEntries(
    termsLanguages.map((language) => {
      const source = readFileSync(new URL(`${version}.${language}.md`, folder), 'utf8');
      return [language, parseTermsDocument(source)];
    }),
  ) as Record<TermsLanguage, TermsDocument>;
  return { version, hash: hashOfTerms(documents), documents };
};

/** Every version of the terms of use, oldest first. Reads files of this package; throws when one of them is damaged. */
export const loadTermsVersions = (): readonly TermsVersion[] =>
  readdirSync(folder)
    .flatMap((name) => fileForm.exec(name)?.[1] ?? [])
    .toSorted()
    .map(readVersion);
