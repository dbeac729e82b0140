import { createHmac, randomBytes } from 'node:crypto';
import type { ExternalMessage, Recipient } from '@varselvakt/domain';
import { type Subject, type SubjectForm, toComparableEmail, toComparablePhoneNumber } from './parse-subject.ts';

/** As what a person is named. */
export type SubjectRole = 'LEADER' | 'EMPLOYEE' | 'SMS' | 'EMAIL';

/** Those whom an event is addressed to; missing where its kind addresses nobody. */
export type Addressed = {
  readonly recipients?: readonly Recipient[];
  readonly externalMessages?: readonly ExternalMessage[];
};

export type SubjectMatcher = {
  readonly form: SubjectForm;
  /** As what the person is named; empty: it is not. */
  readonly match: (addressed: Addressed) => readonly SubjectRole[];
};

/**
 * Knows a person by a keyed hash alone: the key is made anew for each search and is nowhere but in the memory of this process, and so is the
 * hash.
 */
export function createSubjectMatcher({ form, text }: Subject, key: Buffer = randomBytes(32)): SubjectMatcher {
  const hashOf = (value: string): string => createHmac('sha256', key).update(value).digest('base64');
  const sought = hashOf(text);
  const isSought = (value: string | null): boolean => value !== null && hashOf(value) === sought;
  return {
    form,
    match: ({ recipients = [], externalMessages = [] }) => {
      if (form === 'IDENTITY_NUMBER') return recipients.flatMap((recipient) => matchLeader(recipient, isSought));
      return externalMessages.flatMap((message) => matchMessage(message, form, isSought));
    },
  };
}

function matchLeader(recipient: Recipient, isSought: (value: string) => boolean): readonly SubjectRole[] {
  if (recipient.type !== 'NearestLeader') return [];
  return [
    ...(isSought(recipient.leaderIdentityNumber) ? (['LEADER'] as const) : []),
    ...(isSought(recipient.employeeIdentityNumber) ? (['EMPLOYEE'] as const) : []),
  ];
}

function matchMessage(
  message: ExternalMessage,
  form: 'PHONE_NUMBER' | 'EMAIL',
  isSought: (value: string | null) => boolean,
): readonly SubjectRole[] {
  if (form === 'PHONE_NUMBER')
    return message.type === 'Sms' && isSought(toComparablePhoneNumber(message.phoneNumber)) ? ['SMS'] : [];
  return message.type === 'Email' && isSought(toComparableEmail(message.address)) ? ['EMAIL'] : [];
}
