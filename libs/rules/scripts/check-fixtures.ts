/** Says which fixtures the rules judge otherwise than their marks say: ids and codes, never a text. */
import { createRuleEngine } from '../src/index.ts';
import { readEventFixtures, readTextFixtures } from '../test/fixture.ts';
import { describeDisagreement, disagreementOn, eventDisagreementOn } from '../test/judge-fixture.ts';

const engine = createRuleEngine();
const sections = [
  ...(['clean-texts', 'bad-texts', 'evasions'] as const).map((name) => {
    const fixtures = readTextFixtures(name);
    return [name, fixtures.length, fixtures.map((fixture) => disagreementOn(engine, fixture))] as const;
  }),
  [
    'events',
    readEventFixtures().length,
    readEventFixtures().map((fixture) => eventDisagreementOn(engine, fixture)),
  ] as const,
];
for (const [name, count, results] of sections) {
  const disagreements = results.filter((result) => result !== undefined);
  const lines = disagreements.map((disagreement) => `  ${describeDisagreement(disagreement)}\n`);
  process.stdout.write(`${name}: ${disagreements.length} of ${count}\n${lines.join('')}`);
}
