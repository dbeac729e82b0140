import { type GroupLag, totalLag } from './collect-lag.ts';

/** The groups as JSON; counts are decimal text or null, so that nothing is rounded and unknown stays unknown. */
export function toLagJson(groups: readonly GroupLag[]): string {
  return JSON.stringify(
    groups.map((group) => ({
      service: group.service,
      group: group.groupId,
      measuredAt: new Date(group.measuredAt).toISOString(),
      lag: totalLag(group)?.toString() ?? null,
      reason: group.outcome === 'UNKNOWN' ? group.reason : null,
      partitions: group.outcome === 'UNKNOWN' ? [] : toPartitions(group.byTopic),
    })),
  );
}

function toPartitions(byTopic: Extract<GroupLag, { outcome: 'MEASURED' }>['byTopic']) {
  return [...byTopic].flatMap(([topic, partitions]) =>
    partitions.map(({ partition, lagCount, lostCount }) => ({
      topic,
      partition,
      lag: lagCount?.toString() ?? null,
      lost: lostCount?.toString() ?? null,
    })),
  );
}

/** The groups as a page for people. */
export function toLagPage(groups: readonly GroupLag[]): string {
  const rows = groups.map((group) => {
    const reason = group.outcome === 'UNKNOWN' ? group.reason : '';
    const cells = [
      group.service,
      group.groupId,
      totalLag(group)?.toString() ?? 'unknown',
      reason,
      new Date(group.measuredAt).toISOString(),
    ];
    return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5">
<title>Varselvakt</title><style>body{font:1rem/1.5 system-ui;margin:2rem}td,th{padding:.25rem 1rem .25rem 0;text-align:left}</style>
<h1>Varselvakt</h1><table><tr><th>Service<th>Group<th>Waiting<th>Remark<th>Seen at</tr>${rows.join('')}</table>
<p><a href="/internal/health/ready?verbose">health</a> · <a href="/metrics">metrics</a> · <a href="/internal/lag">as JSON</a></p></html>`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (value: string): string => value.replace(/[&<>"]/g, (sign) => escapes[sign] ?? '');
