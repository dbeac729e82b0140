import { describe, expect, test } from '@jest/globals';
import { createRuleEngine, sampleBody, sampleEvent, sampleNow } from '@varselvakt/rules';
import { contextOfRecord } from './context-of-record.ts';
import { parseRegister } from './parse-register.ts';
import { hashOfPerson, isAboutProtectedPerson } from './protected-persons.ts';
import type { Register } from './register.ts';
import { formatRegisterFault } from './register-fault.ts';

const key = 'a-long-secret';
const person = '17912099997';
const other = '13097248022';

const textWith = (hash: string) => `protectedPersons: ["${hash}"]
producers:
  - id: tilskudd-demo
    team: Team A
    contacts: { chat: "#a" }
    environments: [dev]
    identityPolicy: { dev: claim }
    labels: [{ name: Tilskudd, retention: { default: P4M } }]
`;

const parse = (text: string) => parseRegister([{ name: 'a.yaml', text }]);
const register = (parse(textWith(hashOfPerson(person, key))) as { register: Register }).register;

const about = (employeeIdentityNumber: string) => {
  const recipients = [{ type: 'NearestLeader', leaderIdentityNumber: other, employeeIdentityNumber }] as const;
  return { ...sampleEvent('AppointmentCreated'), body: { ...sampleBody('AppointmentCreated'), recipients } };
};

describe('the list of protected persons', () => {
  test('is asked for the employee of a nearest leader, by keyed hash', () => {
    expect(isAboutProtectedPerson(register, about(person), key)).toBe(true);
    expect(isAboutProtectedPerson(register, about(other), key)).toBe(false);
    expect(isAboutProtectedPerson(register, about(person), 'another-key')).toBe(false);
    expect(isAboutProtectedPerson(register, sampleEvent('MessageCreated'), key)).toBe(false);
    expect(isAboutProtectedPerson(register, sampleEvent('TaskCompleted'), key)).toBe(false);
  });

  test('without its key takes every employee for protected; an empty list nobody', () => {
    expect(isAboutProtectedPerson(register, about(other), null)).toBe(true);
    expect(isAboutProtectedPerson({ protectedPersons: new Set() }, about(person), null)).toBe(false);
  });

  test('makes the rules refuse the place of an appointment with such a person', () => {
    const { validateEvent } = createRuleEngine();
    const codes = (employee: string) => {
      const event = about(employee);
      const place = { environment: 'dev', now: sampleNow, topic: 'inbound', key: event.aggregateId } as const;
      const context = contextOfRecord(register, event, { ...place, protectedPersonsKey: key });
      return validateEvent(event, context).findings.map(({ code }) => code);
    };
    expect(codes(person)).toContain('LOCATION_NOT_ALLOWED');
    expect(codes(other)).not.toContain('LOCATION_NOT_ALLOWED');
  });

  test('takes hashes only: an identity number in the register is a fault, and is not repeated', () => {
    const result = parse(textWith(person));
    const faults = result.outcome === 'FAULTY' ? result.faults.map(formatRegisterFault) : [];
    expect(faults).toEqual([
      expect.stringContaining('protectedPersons[0]: must be an HMAC-SHA-256 as 64 digits of hex'),
    ]);
    expect(faults.join()).not.toContain(person);
  });
});
