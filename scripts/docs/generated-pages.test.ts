import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { renderPages } from './generated-pages.ts';

test('every generated page says what the code says now (npm run docs writes them)', async () => {
  const pages = await renderPages();
  expect(pages.size).toBe(15);
  for (const [path, text] of pages) {
    expect({ path, text: readFileSync(join(import.meta.dirname, '../..', path), 'utf8') }).toEqual({ path, text });
  }
});
