/** Writes the generated table of sensitive terms anew from data/terms: run it with node after changing a list. */
import { writeFileSync } from 'node:fs';
import { renderTerms, termsFile } from './term-files.ts';

writeFileSync(termsFile, renderTerms());
