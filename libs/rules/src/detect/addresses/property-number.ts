import { tokenGap, tokenShape, type WordScan } from '../words/word-scan.ts';
import { addressClass } from './address-class.ts';

const maxTokens = 12;
const stops = tokenGap.newline;

const isProperty = (scan: WordScan, token: number): boolean =>
  ((scan.classes[token] ?? 0) & addressClass.property) !== 0;

const lesserNumbers = new Set(['fnr', 'snr', 'festenr', 'seksjonsnr', 'og', 'nr', 'gårds', 'gards', 'fr']);

/**
 * The token after „gnr. 12 bnr. 34" or „gnr/bnr 12/34" that starts at a token; -1 where fewer than two numbers stand there:
 * a farm's number alone names no place where somebody lives.
 */
export const endOfPropertyNumber = (scan: WordScan, token: number): number => {
  let numbers = 0;
  let end = -1;
  for (let next = token; next < scan.count && next < token + maxTokens; next += 1) {
    if (next > token && ((scan.gap[next] ?? 0) & stops) !== 0) break;
    if (scan.shape[next] === tokenShape.number) {
      numbers += 1;
      if (numbers > 1) end = next + 1;
      continue;
    }
    const isLesser = lesserNumbers.has(scan.text.slice(scan.from[next], scan.to[next]).toLowerCase());
    if (!isProperty(scan, next) && !isLesser) break;
  }
  return end;
};
