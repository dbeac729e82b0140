import type { Writable } from 'node:stream';

/** Whoever read the output has gone; there is nobody left to tell. */
export class OutputClosed extends Error {
  override readonly name = 'OutputClosed';
  readonly code = 'EPIPE';
  readonly retriable = false;
}

/** Where the report goes. */
export type LintOutput = {
  /** Waits while the reader is slower than we are. Throws OutputClosed when it has gone. */
  readonly write: (text: string) => Promise<void>;
};

/** An output on a stream. Errors of the stream end the lint quietly: a full disc or a closed pipe takes no more. */
export const createLintOutput = (stream: Writable): LintOutput => {
  let isClosed = false;
  stream.on('error', () => {
    isClosed = true;
  });
  stream.on('close', () => {
    isClosed = true;
  });
  return {
    write: async (text) => {
      if (isClosed) throw new OutputClosed();
      if (text === '' || stream.write(text)) return;
      await new Promise<void>((resolve) => {
        const goOn = () => {
          stream.off('drain', goOn).off('close', goOn).off('error', goOn);
          resolve();
        };
        stream.on('drain', goOn).on('close', goOn).on('error', goOn);
      });
      if (isClosed) throw new OutputClosed();
    },
  };
};
