import { html, nothing, type TemplateResult } from 'lit-html';
import type { PageContext } from '../../page.ts';
import { nameText } from '../../parts/name-text.ts';
import { count, rate } from '../../parts/number.ts';
import { sparkline } from '../../parts/sparkline.ts';
import { statusBadge, toneOf } from '../../parts/status-badge.ts';
import { table } from '../../parts/table.ts';
import { ageCell, rebalanceCell, sumCell } from './lag-cells.ts';
import type { GroupsAnswer, GroupSummary } from './lag-answers.ts';

export const groupHref = (group: string): string => `/console/lag?group=${encodeURIComponent(group)}`;

/** A group's own word where Burrow's says too little. */
export const groupWord = ({ outcome, status }: GroupSummary): string => (outcome === 'UNKNOWN' ? 'UNKNOWN' : status);

const nameCell = ({ group, stage }: GroupSummary): TemplateResult =>
  html`<a href=${groupHref(group)}>${nameText(group)}</a>${stage === null ? nothing : html`<br /><span class="small">our ${stage}</span>`}`;

const statusCell = (group: GroupSummary): TemplateResult => html`
  ${statusBadge(toneOf(groupWord(group)), groupWord(group))}<br /><span class="small">${group.reason}</span>
`;

/** The groups: our own first, then the worst. */
export const groupsTable = ({ groups }: GroupsAnswer, { now }: PageContext): TemplateResult =>
  table({
    caption: 'Groups',
    rows: groups,
    columns: [
      { title: 'Group', isHead: true, cell: nameCell },
      { title: 'Status', cell: statusCell },
      { title: 'Waiting', isFigure: true, cell: ({ topics, outcome }) => sumCell(outcome === 'UNKNOWN' ? [] : topics) },
      { title: 'Oldest', isFigure: true, cell: ({ maxTimeLagSeconds }) => ageCell(maxTimeLagSeconds) },
      { title: 'Last hour', cell: ({ spark }) => sparkline(spark, 'waiting records over the last hour') },
      { title: 'Handles', isFigure: true, cell: ({ handledPerSecond }) => rate(handledPerSecond) },
      { title: 'Members', isFigure: true, cell: ({ memberCount }) => count(memberCount) },
      { title: 'Rebalanced', cell: (group) => rebalanceCell(group, now) },
    ],
  });
