import { writeSync } from 'node:fs';

/** Where a command writes: results on standard output, everything else on standard error. */
export type Terminal = {
  readonly print: (text: string) => void;
  readonly printJson: (value: unknown) => void;
  readonly say: (text: string) => void;
};

/** The real terminal. */
export function createTerminal(): Terminal {
  const write = (fd: number, text: string) => {
    writeSync(fd, `${text}\n`);
  };
  return {
    print: (text) => write(1, text),
    printJson: (value) => write(1, JSON.stringify(value, undefined, 2)),
    say: (text) => write(2, text),
  };
}

/** Rows as aligned columns, under a heading. */
export function formatTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const format = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return all.map((row) => format(row).trimEnd()).join('\n');
}
