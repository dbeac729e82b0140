import type { BilingualText } from '@varselvakt/rules';
import { Option } from 'commander';

/** Bokmål or English. */
export type Language = keyof BilingualText;

const languages = ['nb', 'en'] as const satisfies readonly Language[];

/**
 * `--lang`: bokmål unless it says otherwise, whatever LANG holds: those who publish write Norwegian, and on the machines
 * of a build LANG says nothing about who reads.
 */
export const languageOption = (): Option =>
  new Option('--lang <language>', 'language of messages').choices(languages).default('nb');
