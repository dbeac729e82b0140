import { describe, expect, test } from '@jest/globals';
import { contextOfRecord, loadRegister, type Register } from '@varselvakt/register';
import { bodyTypes, createRuleEngine, sampleNow } from '@varselvakt/rules';
import { invalidSample, validatorCodes, validSamples } from './sample-events.ts';
import { sampleRegisterPath } from './sample-register.ts';

const { validateEvent } = createRuleEngine();

const loadSampleRegister = async (): Promise<Register> => {
  const result = await loadRegister(sampleRegisterPath);
  if (result.outcome === 'FAULTY') throw new Error(JSON.stringify(result.faults));
  return result.register;
};

const place = { environment: 'dev', topic: 'notifications.inbound', now: sampleNow } as const;

describe('the sample events', () => {
  test('of every body pass without a finding under the sample register', async () => {
    const register = await loadSampleRegister();
    const events = validSamples(() => ({}));
    const verdicts = events.map((event) =>
      validateEvent(event, contextOfRecord(register, event, { ...place, key: event.aggregateId })),
    );
    expect(events.map(({ body }) => body.type)).toEqual(bodyTypes);
    expect(verdicts.flatMap(({ findings }) => findings)).toEqual([]);
  });

  test('that need nothing special around them break their rule under the sample register at any time', async () => {
    const register = await loadSampleRegister();
    const now = Date.UTC(2031, 5, 1, 12);
    for (const code of validatorCodes) {
      const sample = invalidSample(code, { now });
      const isSelfContained = sample !== undefined && Object.keys(sample.situation).length === 0;
      if (!isSelfContained) continue;
      const { event } = sample;
      const context = contextOfRecord(register, event, { ...place, now, key: event.aggregateId });
      const codes = validateEvent(event, context).findings.map((finding) => finding.code);
      expect(codes).toEqual([code]);
    }
  });
});
