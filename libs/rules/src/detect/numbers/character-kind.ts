import { hardBreak, maskSign } from '../folded-text.ts';

const hardBreakCode = hardBreak.charCodeAt(0);
const maskCode = maskSign.charCodeAt(0);

/** True for 0–9, which all digits of a folded text are. */
export const isDigitCode = (code: number): boolean => code >= 48 && code <= 57;

/** True for a–z and A–Z. */
export const isLatinCode = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** True for letters of any script; signs, spaces, emoji and halves of pairs are none. */
export const isLetterCode = (code: number): boolean => {
  if (code < 0xc0) return isLatinCode(code);
  if (code < 0x2000) return code !== 0xd7 && code !== 0xf7;
  return (code >= 0x2c00 && code < 0x3000) || (code > 0x303f && code < 0xd800) || (code >= 0xf900 && code < 0xfffc);
};

/** True for space, tab and line ends. */
export const isBlankCode = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/** True for what may stand between digits that belong together: any sign that is no letter, no digit and no break. */
export const isSignCode = (code: number): boolean =>
  code >= 32 && !isDigitCode(code) && !isLetterCode(code) && code !== hardBreakCode && code !== maskCode;

/** True for a mask, which stands where something has been found. */
export const isMaskCode = (code: number): boolean => code === maskCode;
