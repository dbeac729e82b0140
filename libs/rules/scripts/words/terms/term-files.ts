import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sensitiveCategories } from '../../../src/detect/terms/term-level.ts';
import { renderHashed } from '../render-hashed.ts';
import { compileTerms } from './compile-terms.ts';
import { parseTerms, type TermSections } from './parse-terms.ts';

const packageRoot = join(import.meta.dirname, '..', '..', '..');
const dataFolder = join(packageRoot, 'data', 'terms');

/** The generated module that libs/rules loads instead of the lists, because it may read no file. */
export const termsFile = join(packageRoot, 'src', 'detect', 'terms', 'generated', 'terms.json');

const read = (name: string): TermSections => parseTerms(name, readFileSync(join(dataFolder, `${name}.txt`), 'utf8'));

/** The generated file's content, made from the lists as they are now. */
export const renderTerms = (): string => {
  const named = sensitiveCategories.map((category, index) => {
    const name = category.toLowerCase().replaceAll('_', '-');
    return [name, index + 1, read(name)] as const;
  });
  return renderHashed(compileTerms(named, read('context')));
};
