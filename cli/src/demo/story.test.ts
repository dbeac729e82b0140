import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { contextOfRecord, loadRegister, type Register } from '@varselvakt/register';
import { createRuleEngine, type Finding } from '@varselvakt/rules';
import { sampleRegisterPath } from '@varselvakt/testkit';
import type { Sample } from './sample.ts';
import { SECOND_PRODUCER, tellStory } from './story.ts';

const { validateEvent } = createRuleEngine();
const now = Date.UTC(2026, 5, 1, 12);
const { first, second } = tellStory({ now, newId: randomUUID });
let register: Register;

beforeAll(async () => {
  register = ((await loadRegister(sampleRegisterPath)) as { register: Register }).register;
});

const judge = ({ event, key }: Sample) => {
  const own = event.producerId === SECOND_PRODUCER.producerId ? `.${SECOND_PRODUCER.producerId}` : '';
  const topic = `notifications.inbound${own}`;
  return validateEvent(
    event,
    contextOfRecord(register, event, { environment: 'dev', now, topic, key: key ?? event.aggregateId }),
  );
};

const codesOf = (findings: readonly Finding[], severity: Finding['severity']) => [
  ...new Set(findings.filter((finding) => finding.severity === severity).map(({ code }) => code)),
];

test.each([...first, ...second].map((sample) => [sample.title, sample] as const))(
  'the rules say of %p what the story expects',
  (_, sample) => {
    const { verdict, findings } = judge(sample);
    const { expected } = sample;
    if (expected.fate === 'REFUSED') expect(codesOf(findings, 'block').toSorted()).toEqual(expected.codes.toSorted());
    else if (expected.fate === 'WARNED')
      expect([verdict, codesOf(findings, 'warn')]).toEqual(['WARNED', expected.codes]);
    else expect(codesOf(findings, 'block')).toEqual([]);
  },
);
