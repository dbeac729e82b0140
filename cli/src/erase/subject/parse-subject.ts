import { classifyIdentityNumber } from '@varselvakt/rules';
import { CommandError, exitCodes } from '../../command-error.ts';

/** By what a person is looked for. */
export type SubjectForm = 'IDENTITY_NUMBER' | 'PHONE_NUMBER' | 'EMAIL';

/** What was typed, in the one way in which it is compared. Keep it no longer than it takes to hash it. */
export type Subject = { readonly form: SubjectForm; readonly text: string };

const norwegianNumber = /^[2-9]\d{7}$/;
const worldwideNumber = /^[1-9]\d{6,14}$/;

/** Reads an identity number, a phone number or an e-mail address. Throws CommandError, which does not repeat what was typed. */
export function parseSubject(typed: string): Subject {
  const text = typed.trim();
  if (text.includes('@')) return { form: 'EMAIL', text: toComparableEmail(text) };
  const digits = text.replaceAll(/[\s.-]/g, '');
  if (classifyIdentityNumber(digits) !== undefined) return { form: 'IDENTITY_NUMBER', text: digits };
  const phoneNumber = toComparablePhoneNumber(text);
  if (phoneNumber === null || /^\d{11}$/.test(digits))
    throw new CommandError(
      'That is no identity number, phone number or e-mail address. (Nothing of it was kept.)',
      exitCodes.usage,
    );
  return { form: 'PHONE_NUMBER', text: phoneNumber };
}

/** The local part differs in case by the letter of the standard, and nowhere in the world. */
export const toComparableEmail = (text: string): string => text.trim().toLowerCase();

/** With its country code and nothing but digits; a number of eight digits is Norwegian. Null: it is none. */
export function toComparablePhoneNumber(text: string): string | null {
  const compact = text.replaceAll(/[\s().-]/g, '');
  if (norwegianNumber.test(compact)) return `47${compact}`;
  const worldwide = /^(?:\+|00)(\d+)$/.exec(compact)?.[1];
  return worldwide !== undefined && worldwideNumber.test(worldwide) ? worldwide : null;
}
