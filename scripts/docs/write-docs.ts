import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderPages } from './generated-pages.ts';

// `npm run docs`: writes the pages that are generated from the code.
for (const [path, text] of await renderPages()) {
  await writeFile(join(import.meta.dirname, '../..', path), text);
  console.log(`wrote ${path}`);
}
