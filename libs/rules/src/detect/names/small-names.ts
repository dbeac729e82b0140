import { wordClass } from '../words/word-class.ts';
import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';

const neverSmall =
  wordClass.ordinaryWord | wordClass.place | wordClass.organisation | wordClass.nameEnder | wordClass.title;

const isSmallName = ({ classes, shape }: WordScan, token: number, kind: number): boolean => {
  const listed = classes[token] ?? 0;
  const wanted = kind | wordClass.knownName;
  return shape[token] === tokenShape.small && (listed & wanted) === wanted && (listed & neverSmall) === 0;
};

/** Where a name in small letters that starts at a token ends (kari nordmann): both parts well known and nothing else; 0 without one. */
export const findSmallName = (scan: WordScan, token: number): number => {
  if (!isSmallName(scan, token, wordClass.firstName)) return 0;
  let last = token + 1;
  while (scan.gap[last] === tokenGap.space && last < scan.count && isSmallName(scan, last, wordClass.firstName))
    last += 1;
  const hasSurname =
    last < scan.count && scan.gap[last] === tokenGap.space && isSmallName(scan, last, wordClass.surname);
  return hasSurname ? last + 1 : 0;
};
