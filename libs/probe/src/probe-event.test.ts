import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { probeProducerId } from '@varselvakt/domain';
import { contextOfRecord, decideProducerStanding, parseRegister } from '@varselvakt/register';
import { createRuleEngine } from '@varselvakt/rules';
import { sampleRegisterPath } from '@varselvakt/testkit';
import { toProbeEvent } from './probe-event.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const entryPath = new URL('../../../deploy/register/varselvakt-probe.yaml', import.meta.url);
const files = [sampleRegisterPath, entryPath].map((path) => ({ name: String(path), text: readFileSync(path, 'utf8') }));
const parsed = parseRegister(files);
const event = toProbeEvent({
  eventId: '0190c2a2-6c7a-7cc0-9bfb-6d3c1f0c2d11',
  aggregateId: '0190c2a2-6c7a-7cc0-9bfb-6d3c1f0c2d12',
  label: 'varselvakt-probe',
  sentAt: now,
  dueAt: now + 30_000,
});

describe.each(['dev', 'prod'] as const)('in %s the entry that is delivered', (environment) => {
  test('lets the probe pass every rule, without a warning', () => {
    if (parsed.outcome !== 'LOADED') throw new Error(JSON.stringify(parsed.faults));
    const { register } = parsed;
    expect(decideProducerStanding(register, probeProducerId, { environment, now })?.isReady).toBe(true);
    const topic = 'notifications.inbound.varselvakt-probe';
    const context = contextOfRecord(register, event, { environment, now: now + 50, topic, key: event.aggregateId });
    expect(createRuleEngine().validateEvent(event, context)).toMatchObject({
      verdict: 'ACCEPTED',
      findings: [],
      retention: { operation: 'SET', deleteAt: now + 30_000 },
    });
  });
});
