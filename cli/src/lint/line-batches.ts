/** Whole lines of a stream with the number of the first; `isTooLong` stands for one line that was not kept. */
export type LineChunk = { readonly firstLine: number; readonly bytes: Buffer; readonly isTooLong: boolean };

const newline = 0x0a;

const countLines = (bytes: Buffer): number => {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
};

/**
 * Cuts a stream of bytes at the ends of lines: everything whole is given on at once, so that a slow stream is judged as it comes
 * and memory stays bounded. A line of more than `maxLineBytes` is skipped and told.
 */
export async function* cutLines(chunks: AsyncIterable<Buffer>, maxLineBytes: number): AsyncGenerator<LineChunk> {
  let firstLine = 1;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isSkipping = false;
  const hold = (bytes: Buffer) => {
    if (heldBytes + bytes.length > maxLineBytes) isSkipping = true;
    held = isSkipping ? [] : [...held, bytes];
    heldBytes = isSkipping ? 0 : heldBytes + bytes.length;
  };
  const release = (bytes: Buffer): LineChunk => {
    const chunk = { firstLine, bytes: held.length === 0 ? bytes : Buffer.concat([...held, bytes]), isTooLong: false };
    [held, heldBytes] = [[], 0];
    firstLine += countLines(chunk.bytes);
    return chunk;
  };
  for await (let chunk of chunks) {
    if (isSkipping) {
      const end = chunk.indexOf(newline);
      if (end < 0) continue;
      yield { firstLine, bytes: Buffer.alloc(0), isTooLong: true };
      [firstLine, isSkipping] = [firstLine + 1, false];
      chunk = chunk.subarray(end + 1);
    }
    const last = chunk.lastIndexOf(newline);
    if (last >= 0) yield release(chunk.subarray(0, last + 1));
    if (last + 1 < chunk.length) hold(chunk.subarray(last + 1));
  }
  if (isSkipping) yield { firstLine, bytes: Buffer.alloc(0), isTooLong: true };
  else if (heldBytes > 0) yield release(Buffer.alloc(0));
}
