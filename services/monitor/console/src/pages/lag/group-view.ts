import { html, nothing, type TemplateResult } from 'lit-html';
import { nameText } from '../../parts/name-text.ts';
import { count, rate } from '../../parts/number.ts';
import { statusBadge, toneOf } from '../../parts/status-badge.ts';
import { table } from '../../parts/table.ts';
import { groupWord } from './groups-table.ts';
import type { GroupSummary } from './lag-answers.ts';
import { ageCell, rebalanceCell, sumCell } from './lag-cells.ts';

const unreadView = ({ unreadTopics }: GroupSummary): TemplateResult | typeof nothing =>
  unreadTopics.length === 0
    ? nothing
    : html`<dt>Not readable</dt><dd>${unreadTopics.map(({ topic, code }) => html`${topic} (${code})<br />`)}</dd>`;

/** One group: how it stands as a whole, and topic by topic. */
export const groupView = (group: GroupSummary, now: number): TemplateResult => html`
  <section class="card group">
    <p class="sentence">${statusBadge(toneOf(groupWord(group)), groupWord(group))} <span>${group.reason}</span></p>
    <dl class="facts">
      <dt>Waiting</dt><dd>${sumCell(group.outcome === 'UNKNOWN' ? [] : group.topics)}</dd>
      <dt>Oldest</dt><dd>${ageCell(group.maxTimeLagSeconds)}</dd>
      <dt>Handles</dt><dd>${rate(group.handledPerSecond)}</dd>
      <dt>Members</dt><dd>${count(group.memberCount)}</dd>
      <dt>State</dt><dd>${group.state ?? 'unknown'}</dd>
      <dt>Rebalanced</dt><dd>${rebalanceCell(group, now)}</dd>
      ${unreadView(group)}
    </dl>
  </section>
  ${
    group.topics.length === 0
      ? nothing
      : table({
          caption: 'Topics',
          isCaptionShown: true,
          rows: group.topics,
          columns: [
            { title: 'Topic', isHead: true, cell: ({ topic }) => nameText(topic) },
            { title: 'Worst', cell: ({ worst }) => statusBadge(toneOf(worst), worst) },
            { title: 'Partitions', isFigure: true, cell: ({ partitionCount }) => count(partitionCount) },
            { title: 'Waiting', isFigure: true, cell: (topic) => sumCell([topic]) },
            { title: 'Oldest', isFigure: true, cell: ({ maxTimeLagSeconds }) => ageCell(maxTimeLagSeconds) },
          ],
        })
  }
`;
