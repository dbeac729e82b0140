import { describeSeconds, type LagReport, type PipelineStatus } from '@varselvakt/lag';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (value: string): string => value.replace(/[&<>"]/g, (sign) => escapes[sign] ?? '');

const toRow = (cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;

const toTable = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><tr>${heading.map((cell) => `<th>${escapeHtml(cell)}`).join('')}</tr>${rows.map(toRow).join('')}</table>`;

const known = (value: number | null): string => value?.toString() ?? 'unknown';
const age = (seconds: number | null): string => (seconds === null ? 'unknown' : describeSeconds(seconds));

/** The stages and the groups as a page for people; it loads itself anew. */
export function toOverviewPage(status: PipelineStatus, { groups, collectedAt, failure }: LagReport): string {
  const stages = status.stages.map(({ stage, verdict, reason, action }) => [stage, verdict, reason, action ?? '']);
  const rows = groups.map(({ group, totalLag, maxTimeLagSeconds, memberCount, status: word, reason }) => [
    ...[group, known(totalLag), age(maxTimeLagSeconds), known(memberCount), word, reason],
  ]);
  const seen = collectedAt === null ? 'Not looked yet' : `Seen at ${new Date(collectedAt).toISOString()}`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5">
<title>Varselvakt</title><style>body{font:1rem/1.5 system-ui;margin:2rem}td,th{padding:.25rem 1rem .25rem 0;text-align:left;vertical-align:top}</style>
<h1>Varselvakt ${status.healthy ? 'works' : 'does not work'}</h1>${toTable(['Stage', 'Verdict', 'Why', 'What to do'], stages)}
<h2>Groups</h2>${toTable(['Group', 'Waiting', 'Oldest', 'Members', 'Status', 'Why'], rows)}
<p>${seen}${failure === null ? '' : `; the last look failed: ${escapeHtml(failure)}`}</p>
<p><a href="/internal/health/ready?verbose">health</a> · <a href="/metrics">metrics</a> · <a href="/api/lag">lag</a> · <a href="/api/status">status</a></p></html>`;
}
