import { createHmac } from 'node:crypto';
import type { ProducerEvent } from '@varselvakt/domain';
import type { Register } from './register.ts';

/**
 * The keyed hash under which a person stands on the register's list of people with a protected address (kode 6 and 7): HMAC-SHA-256 of
 * the eleven digits as lower-case hex. Without the key nobody can try out all numbers.
 */
export const hashOfPerson = (identityNumber: string, key: string): string =>
  createHmac('sha256', key).update(identityNumber, 'utf8').digest('hex');

const employeesOf = ({ body }: ProducerEvent): readonly string[] =>
  'recipients' in body
    ? body.recipients.flatMap((recipient) =>
        recipient.type === 'NearestLeader' ? [recipient.employeeIdentityNumber] : [],
      )
    : [];

/**
 * True where an event is about somebody on the list. A list without its key cannot be asked: then everybody counts as protected, because
 * the other mistake cannot be undone. An event without recipients (an update) is about nobody that can be told.
 */
export const isAboutProtectedPerson = (
  { protectedPersons }: Pick<Register, 'protectedPersons'>,
  event: ProducerEvent,
  key: string | null,
): boolean => {
  if (protectedPersons.size === 0) return false;
  const employees = employeesOf(event);
  return employees.some((number) => key === null || protectedPersons.has(hashOfPerson(number, key)));
};
