import { createReadStream } from 'node:fs';
import type { EventFileDecoder } from '@varselvakt/codec';
import { classifyInput, type InputKind } from './classify-input.ts';
import type { InputFaultCode } from './input-fault.ts';
import { cutLines } from './line-batches.ts';
import type { Linter, LintResult } from './linter.ts';
import type { LinterPool } from './linter-pool.ts';
import type { LintInput } from './list-inputs.ts';

const maxLineBytes = 16 * 1024 * 1024;
const maxDocumentBytes = 256 * 1024 * 1024;
const fileChunkBytes = 256 * 1024;
const headBytes = 4 * 1024;

/** What is needed to lint one input after the other. */
export type InputLinter = {
  readonly linter: Linter;
  readonly pool: LinterPool;
  readonly asTexts: boolean;
  readonly loadDecoder: () => Promise<EventFileDecoder>;
  /** Takes results in the order of the inputs; waits as long as there are enough under way. */
  readonly take: (result: Promise<LintResult>) => Promise<void>;
};

type Chunks = AsyncIterable<Buffer>;

const startOf = (file: string, line = 1) => ({ file, line, record: null });

const takeFault = ({ linter, take }: InputLinter, name: string, code: InputFaultCode, line = 1): Promise<void> =>
  take(Promise.resolve(linter.lintFault(startOf(name, line), code)));

/** The first bytes of a stream (a line, or enough to tell), and the whole stream all the same. */
const peek = async (chunks: Chunks): Promise<{ head: Buffer; chunks: Chunks }> => {
  const iterator = chunks[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < headBytes) {
    const { done, value } = await iterator.next();
    if (done) break;
    head = head.length === 0 ? value : Buffer.concat([head, value]);
    if (head.includes('\n') && head.toString('latin1').trim() !== '') break;
  }
  return { head, chunks: chain(head, iterator) };
};

async function* chain(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* { [Symbol.asyncIterator]: () => rest };
}

const readAll = async (chunks: Chunks): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of chunks) {
    byteCount += chunk.length;
    if (byteCount > maxDocumentBytes) return undefined;
    parts.push(chunk);
  }
  return Buffer.concat(parts);
};

const lintLines = async (work: InputLinter, name: string, chunks: Chunks, kind: 'TEXTS' | 'VALUES'): Promise<void> => {
  const { pool, take } = work;
  for await (const { firstLine, bytes, isTooLong } of cutLines(chunks, maxLineBytes)) {
    if (isTooLong) await takeFault(work, name, 'INPUT_TOO_LARGE', firstLine);
    else await take(pool.submit({ file: name, firstLine, bytes, kind }));
  }
};

/** A document or an Avro file, which is read whole. */
const lintWhole = async (work: InputLinter, name: string, chunks: Chunks, kind: 'DOCUMENT' | 'AVRO'): Promise<void> => {
  const { linter, take, loadDecoder } = work;
  const bytes = await readAll(chunks);
  if (bytes === undefined) await takeFault(work, name, 'INPUT_TOO_LARGE');
  else if (kind === 'DOCUMENT') await take(Promise.resolve(linter.lintDocument(bytes, name)));
  else await take(Promise.resolve(linter.lintRecords((await loadDecoder())(bytes), name)));
};

const lintStream = async (work: InputLinter, name: string, chunks: Chunks, kind: InputKind): Promise<void> => {
  switch (kind) {
    case 'TEXTS':
    case 'VALUES':
      return lintLines(work, name, chunks, kind);
    case 'DOCUMENT':
    case 'AVRO':
      return lintWhole(work, name, chunks, kind);
    default:
      return takeFault(work, name, 'INPUT_UNKNOWN_FORMAT');
  }
};

const isBlank = (head: Buffer): boolean => head.length < headBytes && head.toString('latin1').trim() === '';

const isUnreadable = (thrown: unknown): boolean =>
  thrown instanceof Error && 'syscall' in thrown && (thrown.syscall === 'read' || thrown.syscall === 'open');

/** Lints one input. What cannot be read is told like a finding; throws only when the output has gone. */
export const lintInput = async (work: InputLinter, input: LintInput, stdin: Chunks): Promise<void> => {
  const { name } = input;
  if (input.type === 'FAULT') return takeFault(work, name, input.code);
  const stream = input.type === 'STDIN' ? stdin : createReadStream(name, { highWaterMark: fileChunkBytes });
  try {
    const { head, chunks } = await peek(stream);
    if (isBlank(head)) await takeFault(work, name, 'INPUT_EMPTY');
    else await lintStream(work, name, chunks, classifyInput(name, head, work.asTexts));
  } catch (thrown) {
    if (!isUnreadable(thrown)) throw thrown;
    await takeFault(work, name, 'INPUT_UNREADABLE');
  }
};
