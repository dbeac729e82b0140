import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderHashed } from '../render-hashed.ts';
import { parseTerms } from '../terms/parse-terms.ts';
import { compileAddresses } from './compile-addresses.ts';

const packageRoot = join(import.meta.dirname, '..', '..', '..');
const dataFolder = join(packageRoot, 'data', 'addresses');

export const postalCodesFile = join(dataFolder, 'postal-codes.txt');

/** The generated module that libs/rules loads instead of the lists, because it may read no file. */
export const addressesFile = join(packageRoot, 'src', 'detect', 'addresses', 'generated', 'addresses.json');

/** The generated file's content, made from the lists as they are now. */
export const renderAddresses = (): string => {
  const roadWords = parseTerms('road-words', readFileSync(join(dataFolder, 'road-words.txt'), 'utf8'));
  return renderHashed(compileAddresses(roadWords, readFileSync(postalCodesFile, 'utf8')));
};
