import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examplesFolder } from './example.ts';

/** A block of the guide: a file that the reader writes, or commands that the reader runs. Blocks marked `console` only show. */
export type GuideBlock =
  | { readonly type: 'FILE'; readonly name: string; readonly text: string }
  | { readonly type: 'COMMANDS'; readonly text: string };

const blockForm = /^```(sh|yaml (\S+))\n([\s\S]*?)^```$/gm;

/** The blocks of the producers' guide in their order. */
export async function readGuide(): Promise<readonly GuideBlock[]> {
  const guide = await readFile(join(examplesFolder, 'README.md'), 'utf8');
  return [...guide.matchAll(blockForm)].map(([, , name, text = '']) =>
    name === undefined ? { type: 'COMMANDS', text } : { type: 'FILE', name, text },
  );
}
