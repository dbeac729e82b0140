import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutLines } from './line-batches.ts';

async function* cutAt(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let start = 0;
  for (const size of sizes) {
    if (start + size >= bytes.length) break;
    yield bytes.subarray(start, start + size);
    start += size;
  }
  if (start < bytes.length) yield bytes.subarray(start);
}

type Line = { readonly number: number; readonly text: string | undefined };

async function linesOf(chunks: AsyncIterable<Buffer>, maxLineBytes: number): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for await (const { firstLine, bytes, isTooLong } of cutLines(chunks, maxLineBytes)) {
    if (isTooLong) lines.push({ number: firstLine, text: undefined });
    else {
      const texts = bytes.toString('utf8').replace(/\n$/, '').split('\n');
      lines.push(...texts.map((text, index) => ({ number: firstLine + index, text })));
    }
  }
  return lines;
}

const line = fc.string({ unit: fc.constantFrom('a', 'ø', '🙂', '\r', ' '), maxLength: 8 });
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });

test('every line comes once, whole and with its number, however the stream is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.boolean(), sizes, async (texts, endsLine, cuts) => {
      const source = texts.join('\n') + (endsLine ? '\n' : '');
      const expected = source === '' ? [] : source.replace(/\n$/, '').split('\n');
      const lines = await linesOf(cutAt(Buffer.from(source), cuts), 1_000);
      expect(lines).toEqual(expected.map((text, index) => ({ number: index + 1, text })));
    }),
  );
});

test('a line that is too long is told once, and the lines after it come as before', async () => {
  const source = Buffer.from(`one\n${'x'.repeat(100)}\nthree\n${'y'.repeat(100)}`);
  expect(await linesOf(cutAt(source, new Array(200).fill(7)), 20)).toEqual([
    { number: 1, text: 'one' },
    { number: 2, text: undefined },
    { number: 3, text: 'three' },
    { number: 4, text: undefined },
  ]);
});
