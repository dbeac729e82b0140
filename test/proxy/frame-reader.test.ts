import { expect, test } from '@jest/globals';
import { createFrameReader } from './frame-reader.ts';

const frame = (text: string) => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(text.length);
  return Buffer.concat([length, Buffer.from(text)]);
};

test.each([1, 2, 3, 5, 7, 100])('frames are the same when they come in pieces of %i bytes', (size) => {
  const all = Buffer.concat(['one', '', 'a longer one', 'x'].map(frame));
  const seen: string[] = [];
  const read = createFrameReader((one) => seen.push(one.subarray(4).toString()));
  for (let at = 0; at < all.length; at += size) read(all.subarray(at, at + size));
  expect(seen).toEqual(['one', '', 'a longer one', 'x']);
});
