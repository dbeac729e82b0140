/** One fault in a register file, with its place as people count: from 1. */
export interface RegisterFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where in the data, such as `producers[0].labels[1].retention.max`; empty for the whole file. */
  readonly path: string;
  readonly message: string;
}

/** A fault as one line: `file:line:column path: message`. */
export const formatRegisterFault = ({ file, line, column, path, message }: RegisterFault): string =>
  `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}`;

/** Faults in the order of the files and of the lines in them. */
export const sortRegisterFaults = (faults: readonly RegisterFault[]): readonly RegisterFault[] =>
  faults.toSorted(
    (one, other) =>
      one.file.localeCompare(other.file, 'en') ||
      one.line - other.line ||
      one.column - other.column ||
      one.path.localeCompare(other.path, 'en'),
  );
