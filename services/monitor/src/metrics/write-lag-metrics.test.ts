import { describe, expect, test } from '@jest/globals';
import type { LagReport } from '@varselvakt/lag';
import { sampleGroup, samplePartition, sampleReport } from '../testing/sample-report.ts';
import { familyNames } from './metric-family.ts';
import { chooseMetrics, compatibleFamilies, writeLagMetrics } from './write-lag-metrics.ts';

const scrape = (wanted: readonly string[], report: LagReport = sampleReport): string =>
  [
    ...writeLagMetrics(
      chooseMetrics(wanted, () => 4_000),
      report,
    ),
  ].join('');

describe('the metrics of the monitor', () => {
  test('are our own when no other names are wanted', () => {
    const text = scrape(['none']);
    expect(text).not.toMatch(/^(kafka|kminion|burrow)_/m);
    expect(text).toContain('notif_oldest_unhandled_age_seconds{group="g",topic="t",partition="0"} 2.5');
    expect(text).toContain('notif_partition_status{group="g",topic="t",partition="0"} 1');
    expect(text).toContain('notif_lag_collector_success{group="g"} 1');
    expect(text).toContain('notif_lag_collector_success{group="away"} 0');
    expect(text).toContain('notif_lag_collector_age_seconds 3');
  });

  test('speak the names of other exporters', () => {
    const text = scrape(familyNames);
    const place = 'cluster_name="c",group="g",topic="t",partition="0"';
    const member = 'member_host="10.0.0.1",consumer_id="m-1",client_id="client"';
    for (const line of [
      'kafka_consumergroup_lag{consumergroup="g",topic="t",partition="0"} 20',
      'kafka_consumergroup_current_offset_sum{consumergroup="g",topic="t"} 40',
      'kafka_consumergroup_members{consumergroup="g"} 1',
      'kafka_topic_partitions{topic="t"} 2',
      'kafka_topic_partition_current_offset{topic="t",partition="1"} 60',
      'kafka_topic_partition_oldest_offset{topic="t",partition="0"} 10',
      'kafka_brokers 1',
      'kafka_broker_info{id="1",address="10.0.0.1:9092"} 1',
      'kafka_topic_partition_leader{topic="t",partition="0"} 1',
      'kafka_topic_partition_replicas{topic="t",partition="0"} 2',
      'kafka_topic_partition_in_sync_replica{topic="t",partition="0"} 1',
      'kafka_topic_partition_leader_is_preferred{topic="t",partition="0"} 1',
      'kafka_topic_partition_under_replicated_partition{topic="t",partition="0"} 1',
      'notif_topic_info{topic="t",timestamp_type="CreateTime",cleanup_policy="compact,delete"} 1',
      `kafka_consumergroup_group_lag{${place},${member}} 20`,
      `kafka_consumergroup_group_lag_seconds{${place},${member}} 2.5`,
      'kafka_consumergroup_group_max_lag{cluster_name="c",group="g",is_simple_consumer="false"} 20',
      'kafka_consumergroup_poll_time_ms{cluster_name="c"} 12',
      `kafka_consumergroup_group_lag_retention_ratio{${place},${member}} 40`,
      'kminion_kafka_consumer_group_topic_partition_lag{group_id="g",topic_name="t",partition_id="0"} 20',
      'kminion_kafka_consumer_group_topic_assigned_partitions{group_id="g",topic_name="t"} 1',
      'burrow_kafka_consumer_status{cluster="c",consumer_group="g"} 1',
      'burrow_kafka_topic_partition_status{cluster="c",consumer_group="g",topic="t",partition="0"} 1',
    ])
      expect(text.split('\n')).toContain(line);
  });

  test('have no number where none is known: no zero, no -1, and no sum of a part', () => {
    const text = scrape(familyNames);
    expect(text).not.toMatch(/ -1$/m);
    expect(text).not.toMatch(/away(?!"} 0)/);
    expect(text).not.toMatch(/lag(_seconds)?\{.*partition(_id)?="1"/);
    expect(text).not.toContain('kafka_consumergroup_lag_sum{');
    expect(text).not.toContain('kafka_topic_partition_leader{topic="t",partition="1"}');
    expect(text).not.toContain('kafka_broker_info{id="2"');
    expect(text).not.toContain('kafka_consumergroup_group_sum_lag{');
  });

  test('vanish with a collection that fails, and come back as they are then', () => {
    const failed = { ...sampleReport, failure: 'KAFKA_X', kafka: null, groups: [] };
    expect(scrape(familyNames, failed)).not.toMatch(/^(kafka|kminion|burrow)_\w+\{|^kafka_brokers|^notif_topic_info/m);
    const moved = { ...sampleGroup, partitions: [{ ...samplePartition, lag: 3 }] };
    expect(scrape(familyNames, { ...sampleReport, groups: [moved] })).toContain(
      'kafka_consumergroup_lag{consumergroup="g",topic="t",partition="0"} 3',
    );
  });

  test('come in pieces of whole lines, however many they are', () => {
    const groups = Array.from({ length: 600 }, (_, i) => ({ ...sampleGroup, group: `g${i}` }));
    const pieces = [...writeLagMetrics(chooseMetrics(['none']), { ...sampleReport, groups })];
    expect(pieces.every((piece) => piece.endsWith('\n'))).toBe(true);
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(40_000);
    expect(pieces.join('').match(/^notif_partition_status\{/gm)).toHaveLength(1_200);
  });

  test('let no name break out of its label', () => {
    const groups = [{ ...sampleGroup, group: 'a"} 1\n\\' }];
    expect(scrape(['none'], { ...sampleReport, groups })).toContain(
      'notif_lag_collector_success{group="a\\"} 1\\n\\\\"} 1\n',
    );
  });

  test('use no label but those that they name', () => {
    for (const { name, labelNames, samples } of Object.values(compatibleFamilies).flat())
      for (const { labels } of samples(sampleReport))
        expect([name, Object.keys(labels)]).toEqual([name, [...labelNames]]);
  });
});
