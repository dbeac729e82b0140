import { describe, expect, test } from '@jest/globals';
import { probeProducerId } from '@varselvakt/domain';
import { Registry } from 'prom-client';
import { combineObservers, type FlowEvent } from './flow-event.ts';
import { createFlowMetrics } from './flow-metrics.ts';

function make() {
  const registry = new Registry();
  const observe = createFlowMetrics(registry, {
    producers: new Set(['team-a']),
    codes: new Set(['TEXT_TOO_LONG']),
    eventTypes: new Set(['TaskCreated']),
    topics: new Set(['notifications.inbound']),
  });
  return { observe, text: () => registry.metrics() };
}

const handled = {
  type: 'RecordsHandled',
  stage: 'validate',
  topic: 'notifications.inbound',
  eventType: 'TaskCreated',
  producer: 'team-a',
  outcome: 'accepted',
  count: 2,
} as const;

describe('flow metrics', () => {
  test('count what services say, by closed sets of labels', async () => {
    const { observe, text } = make();
    observe(handled);
    observe({ ...handled, producer: '01010112345', eventType: 'Invented', topic: 'elsewhere' });
    observe({ type: 'RejectionFound', topic: handled.topic, producer: 'team-a', code: 'x y z', count: 3 });
    const shown = await text();
    expect(shown).toContain(
      'notif_records_total{stage="validate",topic="notifications.inbound",event_type="TaskCreated",producer="team-a",outcome="accepted"} 2',
    );
    expect(shown).toContain('event_type="other",producer="other"');
    expect(shown).toContain('notif_rejections_total{topic="notifications.inbound",producer="team-a",code="other"} 3');
    expect(shown).not.toContain('01010112345');
  });

  test('do not count the probe', async () => {
    const { observe, text } = make();
    observe({ ...handled, producer: probeProducerId });
    observe({ type: 'EventStored', topic: handled.topic, producer: probeProducerId, producedToStoredMs: 1 });
    expect(await text()).not.toMatch(/^notif_(records_total|produce_to_store_seconds_count)\{/m);
  });

  test('leave out what was never measured, since unknown is not zero', async () => {
    const { observe, text } = make();
    expect(await text()).not.toMatch(/^notif_deleter_due_rows /m);
    observe({ type: 'DueMeasured', dueCount: 0, oldestDueAgeSeconds: 0 });
    expect(await text()).toMatch(/^notif_deleter_due_rows 0$/m);
  });
});

test('observers are told in order', () => {
  const seen: string[] = [];
  combineObservers<FlowEvent>(
    () => seen.push('a'),
    () => seen.push('b'),
  )(handled);
  expect(seen).toEqual(['a', 'b']);
});
