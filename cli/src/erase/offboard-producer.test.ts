import { expect, test } from '@jest/globals';
import { parseRegister } from '@varselvakt/register';
import { requireEnded } from './offboard-producer.ts';

const now = Date.parse('2027-01-01T00:00:00Z');

/** A register with one producer. */
function registerWith(more: string) {
  const text = `producers: [{ id: team-a, team: t, environments: [dev]${more} }]`;
  const result = parseRegister([{ name: 'register.yaml', text }]);
  if (result.outcome === 'FAULTY') throw new Error(JSON.stringify(result.faults));
  return result.register;
}

test.each(['', ', offboardsAt: 2027-01-02T00:00:00Z'])(
  'a producer that may publish is not off-boarded (%s)',
  (more) => {
    expect(() => requireEnded(registerWith(more), 'team-a', now)).toThrow('The register still has team-a');
  },
);

test('a producer that has ended, or is not listed any more, is', () => {
  expect(() => requireEnded(registerWith(', offboardsAt: 2026-12-31T00:00:00Z'), 'team-a', now)).not.toThrow();
  expect(() => requireEnded(registerWith(''), 'team-b', now)).not.toThrow();
});
