import type { SensitiveCategory } from '../detection.ts';

/** The categories in the order in which the tables number them, from 1. */
export const sensitiveCategories: readonly SensitiveCategory[] = [
  'HEALTH',
  'UNION',
  'RELIGION',
  'POLITICS',
  'ETHNICITY',
  'SEX_LIFE',
  'GENETIC',
  'BIOMETRIC',
  'CRIME',
];

/** How much a term proves. */
export const termLevel = {
  /** A word with other common uses: it counts near a person only. */
  person: 1,
  /** An everyday word of the platform: it never proves more than a warning. */
  domain: 2,
  /** High beside a person, low otherwise. */
  strong: 3,
  /** High by itself, unless the text speaks of what may be. */
  alone: 4,
  /** Strong in capitals, another word in small letters. */
  capitals: 5,
  /** What somebody is („syk", „siktet"): it counts near a person only, and then it is high. */
  trait: 6,
} as const;

export type TermLevel = (typeof termLevel)[keyof typeof termLevel];

/** Category (from 1) and level in one number; 0 stands for no term. */
export const termCode = (category: number, level: TermLevel): number => category * 8 + level;

/** The level in a term code. */
export const levelOf = (code: number): number => code % 8;

/** The category in a term code; null for no term. */
export const categoryOf = (code: number): SensitiveCategory | null => sensitiveCategories[(code >> 3) - 1] ?? null;
