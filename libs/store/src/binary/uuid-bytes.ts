import { StoreError } from '../store-error.ts';

const notHex = 255;
const nibbleOfChar = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(digit) ? notHex : digit;
});
const dash = 45;
/** Where the two digits of each of the 16 bytes begin in the 36-character form. */
const digitPositions = Uint8Array.of(0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34);

/**
 * Writes the 16 bytes of a UUID given in its 36-character form, either case. Throws StoreError STORE_DATA (no retry helps)
 * for anything else: a wrong digit let through would be stored silently as another id.
 */
export function writeUuid(target: Uint8Array, offset: number, uuid: string): void {
  let seen = 0;
  for (let byte = 0; byte < 16; byte += 1) {
    const position = digitPositions[byte] ?? 0;
    const high = nibbleOfChar[uuid.charCodeAt(position)] ?? notHex;
    const low = nibbleOfChar[uuid.charCodeAt(position + 1)] ?? notHex;
    seen |= high | low;
    target[offset + byte] = (high << 4) | low;
  }
  const dashesRight =
    uuid.charCodeAt(8) === dash &&
    uuid.charCodeAt(13) === dash &&
    uuid.charCodeAt(18) === dash &&
    uuid.charCodeAt(23) === dash;
  if (seen > 15 || !dashesRight || uuid.length !== 36) throw new StoreError('STORE_DATA', 'not a UUID');
}
