import { describe, expect, test } from '@jest/globals';
import type { ExternalMessage, Recipient } from '@varselvakt/domain';
import { CommandError } from '../../command-error.ts';
import { parseSubject } from './parse-subject.ts';
import { createSubjectMatcher } from './subject-matcher.ts';

const [leader, employee] = ['24916296424', '17912099997'];
const recipients: readonly Recipient[] = [
  { type: 'AltinnResource', resourceId: 'r' },
  { type: 'NearestLeader', leaderIdentityNumber: leader, employeeIdentityNumber: employee },
];
const sending = { text: 't', sendWindow: 'ANYTIME', sendAt: null } as const;
const externalMessages: readonly ExternalMessage[] = [
  { type: 'Sms', phoneNumber: '+47 412 34 567', ...sending },
  {
    type: 'Email',
    address: 'Kari.Nordmann@Example.no',
    subject: 's',
    htmlBody: 'h',
    sendWindow: 'ANYTIME',
    sendAt: null,
  },
];
const rolesOf = (typed: string) => createSubjectMatcher(parseSubject(typed)).match({ recipients, externalMessages });

describe('a person is found', () => {
  test.each([
    [leader, ['LEADER']],
    [`${employee.slice(0, 6)} ${employee.slice(6)}`, ['EMPLOYEE']],
    ['41234567', ['SMS']],
    ['0047 41 23 45 67', ['SMS']],
    ['+4741234567', ['SMS']],
    [' kari.nordmann@example.NO ', ['EMAIL']],
    ['41234568', []],
    ['ola.nordmann@example.no', []],
    ['01010750160', []],
  ])('by %s as %j', (typed, roles) => {
    expect(rolesOf(typed)).toEqual(roles);
  });

  test('twice where leader and employee are the same person, and not in an event that addresses nobody', () => {
    const matcher = createSubjectMatcher(parseSubject(leader));
    const both: Recipient = { type: 'NearestLeader', leaderIdentityNumber: leader, employeeIdentityNumber: leader };
    expect(matcher.match({ recipients: [both] })).toEqual(['LEADER', 'EMPLOYEE']);
    expect(matcher.match({})).toEqual([]);
  });
});

test('what is kept of a person is a hash under a key of its own', () => {
  const subject = parseSubject(leader);
  const seen = JSON.stringify(createSubjectMatcher(subject), (_, value) =>
    typeof value === 'function' ? String(value) : value,
  );
  expect(seen).not.toContain(leader);
});

test.each(['', '1234', 'Kari Nordmann', '24916296425', '12345678901234567890', '+47'])(
  '%j is refused without being repeated',
  (typed) => {
    expect(() => parseSubject(typed)).toThrow(CommandError);
    if (typed !== '') expect(() => parseSubject(typed)).not.toThrow(typed);
  },
);
