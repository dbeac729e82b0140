import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { createLagMetrics } from './lag-metrics.ts';

test('a group that cannot be asked any more loses its lag and does not become zero', async () => {
  const registry = new Registry();
  const report = createLagMetrics(registry);
  report([{ group: 'g', isKnown: true, partitions: [{ topic: 't', partition: 1, lagCount: 5 }] }]);
  expect(await registry.metrics()).toContain('kafka_consumergroup_lag{consumergroup="g",topic="t",partition="1"} 5');
  report([{ group: 'g', isKnown: false, partitions: [] }]);
  expect(await registry.metrics()).not.toContain('kafka_consumergroup_lag{');
  expect(await registry.metrics()).toContain('notif_lag_collector_success{group="g"} 0');
});
