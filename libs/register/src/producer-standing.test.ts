import { describe, expect, test } from '@jest/globals';
import { assessmentKinds } from '@varselvakt/rules';
import { parseRegister } from './parse-register.ts';
import { decideProducerStanding } from './producer-standing.ts';

const hash = 'ab'.repeat(32);
const now = Date.UTC(2026, 5, 15, 9);
const terms = new Map([
  ['2026-01', hash],
  ['2026-06', hash],
]);
const accepted = `terms: { version: "2026-01", hash: ${hash}, acceptedBy: B, role: R, at: "2026-02-01T00:00:00Z" }`;
const assessments = assessmentKinds.map((kind) => `{ kind: ${kind}, reference: R, owner: O, date: "2026-01-02" }`);
const complete = `legalBasis: { code: none, processingRecord: B }, archive: { kind: not-subject }, privacyNotice: https://a.no/p`;
const label = `name: L, ${complete}, assessments: [${assessments.join(', ')}]`;
const head = 'id: a, team: A, contacts: { chat: c }, environments: [dev, prod], topics: [t.a]';

const standingOf = (
  producer: string,
  labels: string,
  inForce = '{ version: "2026-01" }',
  environment: 'dev' | 'prod' = 'prod',
) => {
  const text = `terms: ${inForce}\nproducers: [{ ${producer}, labels: [${labels}] }]`;
  const result = parseRegister([{ name: 'a.yaml', text }], { now, terms });
  if (result.outcome === 'FAULTY') throw new Error(JSON.stringify(result.faults));
  const standing = decideProducerStanding(result.register, 'a', { environment, now });
  if (standing === null) throw new Error('The register has no such producer');
  return standing;
};

describe('the standing of a producer', () => {
  test('that has everything is ready', () => {
    expect(standingOf(`${head}, ${accepted}`, `{ ${label} }`)).toMatchObject({
      isReady: true,
      acceptance: { state: 'CURRENT', version: '2026-01' },
      hasContact: true,
      isVerifiable: true,
      labels: [{ name: 'L', isInUse: true, gaps: [] }],
    });
  });

  test('without acceptance is not ready for prod, but for dev', () => {
    expect(standingOf(head, `{ ${label} }`)).toMatchObject({ isReady: false, acceptance: { state: 'MISSING' } });
    expect(standingOf(head, `{ ${label} }`, undefined, 'dev')).toMatchObject({ isReady: true });
  });

  test('with older terms is ready as long as the grace lasts', () => {
    const inForce = (day: string) => `{ version: "2026-06", graceEndsAt: "${day}T00:00:00Z" }`;
    const standing = (day: string) => standingOf(`${head}, ${accepted}`, `{ ${label} }`, inForce(day));
    expect(standing('2026-06-16')).toMatchObject({ isReady: true, acceptance: { state: 'GRACE' } });
    expect(standing('2026-06-15')).toMatchObject({ isReady: false, acceptance: { state: 'OUTDATED' } });
  });

  test('says for each label what it lacks; a label that is not in prod holds nobody back', () => {
    const standing = (environments: string) =>
      standingOf(`${head}, ${accepted}`, `{ ${label} }, { name: M, ${complete}, environments: [${environments}] }`);
    expect(standing('dev').isReady).toBe(true);
    expect(standing('prod').isReady).toBe(false);
    expect(standing('prod').labels[1]?.gaps[0]).toEqual({
      code: 'ASSESSMENT_MISSING',
      assessment: 'legal-basis',
      severity: 'block',
    });
  });

  test('is not ready without a label, without the environment, or where nothing can prove who writes', () => {
    expect(standingOf(`${head}, ${accepted}`, '').isReady).toBe(false);
    expect(standingOf(`${head.replace(', prod', '')}, ${accepted}`, `{ ${label} }`)).toMatchObject({
      isReady: false,
      isRegistered: false,
    });
    expect(standingOf(`${head.replace(', topics: [t.a]', '')}, ${accepted}`, `{ ${label} }`)).toMatchObject({
      isReady: false,
      isVerifiable: false,
    });
  });
});
