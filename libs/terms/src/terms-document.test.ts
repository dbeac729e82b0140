import { describe, expect, test } from '@jest/globals';
import { compareTerms, loadTermsVersions, publishedTerms, termsLanguages } from './index.ts';
import { hashOfTerms, parseTermsDocument } from './terms-document.ts';

const document = (...lines: readonly string[]) => parseTermsDocument(['# Terms', '', ...lines, ''].join('\n'));

describe('a terms document', () => {
  test('is its clauses, each under its section', () => {
    const { title, clauses } = document('## Access', '', '- **C1** One.', '## Never', '- **C12** Two.');
    expect(title).toBe('Terms');
    expect(clauses).toEqual([
      { id: 'C1', section: 'Access', text: 'One.' },
      { id: 'C12', section: 'Never', text: 'Two.' },
    ]);
  });

  test('has one hash however its lines end', () => {
    const [unix, dos] = ['# T\n\n- **C1** One.\n', '# T\r\n\r\n- **C1** One.\r\n'].map(parseTermsDocument);
    if (unix === undefined || dos === undefined) throw new Error('two documents');
    expect(hashOfTerms({ nb: dos, en: dos })).toBe(hashOfTerms({ nb: unix, en: unix }));
  });

  test('is refused when an item is no clause, or a clause stands twice', () => {
    expect(() => document('- **X1** One.')).toThrow('Not a clause');
    expect(() => document('- **C1** One.', '- **C1** Two.')).toThrow('C1 stands twice');
  });
});

describe('the difference of two versions', () => {
  test('names the clauses that are new, changed and gone', () => {
    const earlier = document('- **C1** One.', '- **C2** Two.', '- **C3** Three.');
    const later = document('- **C1** One.', '- **C2** Two, but other.', '- **C4** Four.');
    expect(compareTerms(earlier, later)).toEqual([
      { id: 'C2', before: 'Two.', after: 'Two, but other.' },
      { id: 'C4', before: null, after: 'Four.' },
      { id: 'C3', before: 'Three.', after: null },
    ]);
  });
});

describe('the published versions', () => {
  const versions = loadTermsVersions();

  test('are as they were published', () => {
    expect(Object.fromEntries(versions.map(({ version, hash }) => [version, hash]))).toEqual(
      Object.fromEntries(publishedTerms),
    );
  });

  test.each(versions.flatMap((one) => termsLanguages.map((language) => [one.version, language, one] as const)))(
    '%s has all twenty clauses in %s, in order',
    (_version, language, { documents }) => {
      const ids = documents[language].clauses.map(({ id }) => id);
      expect(ids).toEqual(Array.from({ length: 20 }, (_, index) => `C${index + 1}`));
    },
  );

  test.each(versions)('$version names itself in its text', ({ version, documents }) => {
    for (const language of termsLanguages) expect(documents[language].text).toContain(version);
  });
});
