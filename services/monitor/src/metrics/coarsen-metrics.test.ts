import { describe, expect, test } from '@jest/globals';
import type { LagReport } from '@varselvakt/lag';
import { sampleGroup, samplePartition, sampleReport } from '../testing/sample-report.ts';
import { coarsenMetrics, granularities } from './coarsen-metrics.ts';
import { familyNames } from './metric-family.ts';
import { chooseMetrics, writeLagMetrics } from './write-lag-metrics.ts';

const partitions = [
  samplePartition,
  { ...samplePartition, partition: 1, timeLagSeconds: 70, status: 'STALL' as const, lost: 4 },
  { ...samplePartition, topic: 'u', timeLagSeconds: 90, status: 'WARN' as const },
  { ...samplePartition, topic: 'u', partition: 1, timeLagSeconds: null },
];
const report: LagReport = { ...sampleReport, groups: [{ ...sampleGroup, totalLag: 80, partitions }] };
/** The series as somebody who scrapes gets them. */
const scrape = (granularity: (typeof granularities)[number]): readonly string[] =>
  [...writeLagMetrics(coarsenMetrics(chooseMetrics(familyNames), granularity), report)].join('').split('\n');
const ofGroups = (lines: readonly string[]) =>
  lines.filter((line) => /[{,](group|group_id|consumer_?group)="/.test(line));

describe('the lag of a group is told', () => {
  test('of each partition, as it always was', () => {
    const plain = [...writeLagMetrics(chooseMetrics(familyNames), report)].join('').split('\n');
    const isOfTime = (line: string) => line.startsWith('notif_lag_collector_age_seconds ');
    expect(scrape('partition').filter((line) => !isOfTime(line))).toEqual(plain.filter((line) => !isOfTime(line)));
  });

  test('of each topic: the worst of its partitions, and sums', () => {
    const lines = scrape('topic');
    for (const line of [
      'notif_oldest_unhandled_age_seconds{group="g",topic="t"} 70',
      'notif_oldest_unhandled_age_seconds{group="g",topic="u"} 90',
      'notif_partition_status{group="g",topic="t"} 5',
      'notif_partition_status{group="g",topic="u"} 2',
      'kafka_consumergroup_group_messages_lost{cluster_name="c",group="g",topic="t"} 4',
      'kafka_consumergroup_lag_sum{consumergroup="g",topic="t"} 40',
      'kafka_topic_partition_current_offset{topic="t",partition="1"} 60',
    ])
      expect(lines).toContain(line);
    expect(ofGroups(lines).join('\n')).not.toMatch(/partition(_id)?="|consumer_id=/);
  });

  test('of the whole group: the worst of all', () => {
    const lines = scrape('group');
    for (const line of [
      'notif_oldest_unhandled_age_seconds{group="g"} 90',
      'notif_partition_status{group="g"} 5',
      'kafka_consumergroup_group_messages_lost{cluster_name="c",group="g"} 4',
      'kafka_consumergroup_group_sum_lag{cluster_name="c",group="g"} 80',
      'notif_topic_info{topic="t",timestamp_type="CreateTime",cleanup_policy="compact,delete"} 1',
    ])
      expect(lines).toContain(line);
    expect(ofGroups(lines).join('\n')).not.toMatch(/topic(_name)?="|partition(_id)?="/);
  });

  test.each(granularities)('of each %s in series that differ', (granularity) => {
    const names = scrape(granularity)
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.replace(/ \S+$/, ''));
    expect(new Set(names).size).toBe(names.length);
  });
});
