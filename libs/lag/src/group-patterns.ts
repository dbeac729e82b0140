/** True for a name with `*` in it, which stands for any run of characters; there is nothing else to a pattern. */
export const isPattern = (name: string): boolean => name.includes('*');

/** Whether a name fits a pattern. Takes as long as the two are together, whatever they hold. */
export function fitsPattern(pattern: string, name: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return name === pattern;
  if (!name.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - tail.length >= at && name.endsWith(tail);
}

/** The names that are meant: those named outright, and of all that exist those that fit a pattern. Each once, sorted. */
export function chooseGroups(wanted: readonly string[], existing: readonly string[]): readonly string[] {
  const patterns = wanted.filter(isPattern);
  const fitting = existing.filter((name) => patterns.some((pattern) => fitsPattern(pattern, name)));
  return [...new Set([...wanted.filter((name) => !isPattern(name)), ...fitting])].sort();
}
