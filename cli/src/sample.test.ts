/** `sample`, as people start it. */
import { describe, expect, test } from '@jest/globals';
import { bodyTypes } from '@varselvakt/rules';
import { runVarselvakt } from './testing/run-varselvakt.ts';

const sample = (...args: readonly string[]) => runVarselvakt(['sample', ...args]);

describe('sample', () => {
  test('lists the bodies and the codes that an event can break', () => {
    const { status, stdout } = sample();
    const names = stdout.trim().split('\n');
    expect(status).toBe(0);
    expect(names.slice(0, bodyTypes.length)).toEqual(bodyTypes);
    expect(names).toContain('TEXT_IDENTITY_NUMBER');
  });

  test('prints a valid event with ids of its own, as the producer asked for', () => {
    const [one, other] = [1, 2].map(() =>
      JSON.parse(sample('taskcreated', '--producer', 'team-a', '--label', 'A').stdout),
    );
    expect(one).toMatchObject({ producerId: 'team-a', label: 'A', body: { type: 'TaskCreated' } });
    expect(one.eventId).not.toBe(other.eventId);
  });

  test('prints an event that breaks a rule', () => {
    const { status, stdout } = sample('link-not-https');
    expect([status, JSON.parse(stdout).body.link]).toEqual([0, expect.stringMatching(/^http:/)]);
  });

  test.each([
    ['mesagecreated', 'Did you mean MessageCreated'],
    ['DUPLICATE', 'explain DUPLICATE'],
    ['qqqqqqqqqqqqqq', 'All samples'],
  ])('says of %s what to ask instead', (word, advice) => {
    const { status, stderr } = sample(word);
    expect(status).toBe(2);
    expect(stderr).toContain(advice);
  });
});
