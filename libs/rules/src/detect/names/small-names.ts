import { wordClass } from '../words/word-class.ts';
import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';

const neverSurname = wordClass.place | wordClass.organisation | wordClass.nameEnder | wordClass.title;
const neverFirstName = neverSurname | wordClass.ordinaryWord;

const isSmallName = ({ classes, shape }: WordScan, token: number, kind: number, never: number): boolean => {
  const listed = classes[token] ?? 0;
  const wanted = kind | wordClass.knownName;
  return shape[token] === tokenShape.small && (listed & wanted) === wanted && (listed & never) === 0;
};

/** Where a name in small letters that starts at a token ends (kari nordmann): both parts well known, the first nothing else; 0 without one. */
export const findSmallName = (scan: WordScan, token: number): number => {
  if (!isSmallName(scan, token, wordClass.firstName, neverFirstName)) return 0;
  let last = token + 1;
  while (
    scan.gap[last] === tokenGap.space &&
    last < scan.count &&
    isSmallName(scan, last, wordClass.firstName, neverFirstName)
  )
    last += 1;
  const hasSurname =
    last < scan.count && scan.gap[last] === tokenGap.space && isSmallName(scan, last, wordClass.surname, neverSurname);
  return hasSurname ? last + 1 : 0;
};
