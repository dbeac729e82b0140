import { randomBytes } from 'node:crypto';
import { classifyIdentityNumber } from '@varselvakt/rules';

/** Texts that must never be seen outside of events; new ones for each run. */
export interface Poison {
  /** Stands in every text, key and header: a word that occurs nowhere else. */
  readonly word: string;
  readonly identityNumber: string;
  readonly phoneNumber: string;
  readonly emailAddress: string;
}

const TEN_MILLION = 10_000_000;

/** Makes poison that belongs to nobody: the identity number is a synthetic one (month + 80). */
export function brewPoison(): Poison {
  const word = `gift${randomBytes(6).toString('hex')}`;
  const digits = String(randomBytes(4).readUInt32BE() % TEN_MILLION).padStart(7, '0');
  return {
    word,
    identityNumber: findIdentityNumber(randomBytes(2).readUInt16BE()),
    phoneNumber: `+479${digits}`,
    emailAddress: `${word}@example.org`,
  };
}

/** The first synthetic number from a starting point on whose check digits are right. */
function findIdentityNumber(start: number): string {
  for (let tail = start % 10_000; ; tail += 1) {
    const digits = `138${(tail % 3) + 1}7${String(tail).padStart(6, '0').slice(-6)}`;
    if (classifyIdentityNumber(digits) === 'tenor-synthetic') return digits;
  }
}

const BASE64_GROUP = 3;

/** The forms in which a text may hide: as it is, UTF-16, percent-encoded, hexadecimal, base64 at each of its three offsets. */
export function disguisesOf(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes]);
    // Only the groups that hold nothing but the text: what stands before and after it changes the others.
    const from = shift === 0 ? 0 : 1;
    return whole.toString('base64').slice(from * 4, Math.floor(whole.length / BASE64_GROUP) * 4);
  });
  const texts = [text, encodeURIComponent(text), hex, hex.toUpperCase(), ...base64];
  return [...texts.map((one) => Buffer.from(one)), Buffer.from(text, 'utf16le')];
}

/** Finds poison in any disguise; gives what was found, by name. */
export function createPoisonSearch(poison: Poison): (haystack: Buffer | string) => readonly string[] {
  // Without country code and plus sign: that is what remains of a number when somebody formats it.
  const needles = { ...poison, phoneNumber: poison.phoneNumber.slice(3) };
  const disguises = Object.entries(needles).map(([name, text]) => [name, disguisesOf(text)] as const);
  return (haystack) => {
    const bytes = typeof haystack === 'string' ? Buffer.from(haystack) : haystack;
    return disguises.filter(([, forms]) => forms.some((form) => bytes.includes(form))).map(([name]) => name);
  };
}
