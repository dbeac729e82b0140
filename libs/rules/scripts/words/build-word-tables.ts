/** `npm run words -w libs/rules`: writes the generated word tables anew from data/*.txt and removes those without a list. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFolder, renderWordTables } from './word-table-files.ts';

const files = renderWordTables();
mkdirSync(generatedFolder, { recursive: true });
for (const file of readdirSync(generatedFolder)) if (!files.has(file)) rmSync(join(generatedFolder, file));
for (const [file, content] of files) writeFileSync(join(generatedFolder, file), content);
