/** Where and what a GitHub workflow shall mark in a pull request. */
export type Annotation = {
  readonly level: 'error' | 'warning' | 'notice';
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly title: string;
  readonly message: string;
};

const escapeMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** One line of GitHub's workflow commands: `::error file=…,line=…,col=…,title=…::message`. */
export function formatAnnotation({ level, file, line, column, title, message }: Annotation): string {
  const place = `file=${escapeProperty(file)},line=${line},col=${column},title=${escapeProperty(title)}`;
  return `::${level} ${place}::${escapeMessage(message)}`;
}
