import { html, type TemplateResult } from 'lit-html';
import type { PageContext } from '../../page.ts';
import { emptyState } from '../../parts/empty-state.ts';
import { nameText } from '../../parts/name-text.ts';
import { statusBadge, toneOf } from '../../parts/status-badge.ts';
import { type Column, table } from '../../parts/table.ts';
import { ago } from '../../parts/time.ts';
import { groupHref } from './groups-table.ts';
import type { PartitionRow, PartitionsAnswer } from './lag-answers.ts';
import { ageCell, lagCell, offsetCell, trendCell } from './lag-cells.ts';

/** That all is well needs no reason beside it; whoever wants it points at it. */
const statusCell = ({ status, reason, lag }: PartitionRow): TemplateResult =>
  status === 'OK' && lag !== null
    ? html`<span title=${reason}>${statusBadge(toneOf(status), status)}</span>`
    : html`${statusBadge(toneOf(status), status)}<br /><span class="small reason">${reason}</span>`;

const memberCell = ({ member }: PartitionRow): TemplateResult =>
  member === null
    ? html`<span class="muted">nobody</span>`
    : html`<span title=${member.memberId}>${nameText(member.clientId)}</span><br /><span class="small">${member.host}</span>`;

const commitCell = ({ committedAt, committedOffset }: PartitionRow, now: number): TemplateResult => {
  if (committedOffset === null) return html`<span class="muted">never</span>`;
  return committedAt === null ? html`<span class="muted">not seen yet</span>` : ago(committedAt, now);
};

/** Partitions as rows; which of them, the address says. */
export function partitionsTable({ partitions }: PartitionsAnswer, context: PageContext): TemplateResult {
  const { now, query } = context;
  const group: Column<PartitionRow> = {
    title: 'Group',
    cell: (row) => html`<a href=${groupHref(row.group)}>${nameText(row.group)}</a>`,
  };
  return table({
    caption: 'Partitions',
    rows: partitions,
    sorting: { path: '/console/lag', context, usual: '-status' },
    empty: emptyState('No partitions', 'None fits, or none is known.'),
    columns: [
      ...(query.get('group') === null ? [group] : []),
      {
        title: 'Partition',
        sort: 'partition',
        isHead: true,
        cell: ({ topic, partition }) => html`${nameText(topic)}<span class="muted"> / </span>${partition}`,
      },
      { title: 'Status', sort: 'status', cell: statusCell },
      { title: 'Waiting', sort: 'lag', isFigure: true, cell: lagCell },
      { title: 'Trend', cell: ({ trend }) => trendCell(trend) },
      { title: 'Oldest', sort: 'age', isFigure: true, cell: ({ timeLagSeconds }) => ageCell(timeLagSeconds) },
      { title: 'Committed', isFigure: true, cell: ({ committedOffset }) => offsetCell(committedOffset) },
      { title: 'Log', isFigure: true, cell: ({ startOffset, endOffset }) => html`${startOffset}–${endOffset}` },
      { title: 'Last commit', sort: 'commit', cell: (row) => commitCell(row, now) },
      { title: 'Member', cell: memberCell },
    ],
  });
}
