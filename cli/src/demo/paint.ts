import { styleText } from 'node:util';

/** Colours for people; plain text where colours are not wanted. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly strong: (text: string) => string;
}

/** Colours when the stream is a terminal and NO_COLOR is not set. */
export function createPaint(stream: NodeJS.WriteStream): Paint {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) => styleText(format, text, { stream });
  return {
    good: style('green'),
    warn: style('yellow'),
    bad: style('red'),
    faint: style('dim'),
    strong: style('bold'),
  };
}
