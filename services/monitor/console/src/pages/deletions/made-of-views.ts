import { html, nothing, type TemplateResult } from 'lit-html';
import { emptyState } from '../../parts/empty-state.ts';
import { count } from '../../parts/number.ts';
import { statusBadge } from '../../parts/status-badge.ts';
import { table } from '../../parts/table.ts';
import { ago, moment } from '../../parts/time.ts';
import { causeWords, wordOf } from './deletion-words.ts';
import type { DueAnswer, HoldsAnswer, LedgerAnswer } from './deletions-answers.ts';

const producerLink = ({ producerId }: { readonly producerId: string }): TemplateResult =>
  html`<a href=${`/console/producers/${encodeURIComponent(producerId)}`}>${producerId}</a>`;
const traceLink = (id: string): TemplateResult => html`<a href=${`/console/trace/${id}`}><code>${id}</code></a>`;
const back = html`<p><a href="/console/deletions">All about deletions</a></p>`;

/** What a run would delete now, and what has waited for longest. */
export const dueView = ({ going, oldest }: DueAnswer, now: number): TemplateResult => html`
  ${back}
  <h2>What a run would delete now</h2>
  ${table({
    caption: 'What a run would delete now, by producer, label and cause',
    rows: going,
    empty: emptyState('Nothing is due', 'What becomes due goes within a minute.'),
    columns: [
      { title: 'Producer', isHead: true, cell: producerLink },
      { title: 'Label', cell: ({ label }) => label },
      { title: 'Because', cell: ({ cause }) => wordOf(causeWords, cause) },
      { title: 'Would go', isFigure: true, cell: ({ goingCount }) => count(goingCount) },
      { title: 'With their case', isFigure: true, cell: ({ alongCount }) => count(alongCount) },
    ],
  })}
  <h2>What has waited for longest</h2>
  ${table({
    caption: 'What is due, not held and not being deleted, the oldest first',
    rows: oldest,
    empty: emptyState('Nothing waits', 'Nothing is overdue.'),
    columns: [
      { title: 'Overdue', isHead: true, cell: ({ dueAt }) => ago(dueAt, now) },
      { title: 'Case or notification', cell: ({ aggregateId }) => traceLink(aggregateId) },
      { title: 'Producer', cell: producerLink },
      { title: 'Label', cell: ({ label }) => label },
      { title: 'Because', cell: ({ cause }) => wordOf(causeWords, cause) },
    ],
  })}
`;

const scopeWords = { AGGREGATE: 'One case or notification', LABEL: 'A label', PRODUCER: 'A producer' } as const;

/** The legal holds that stand. */
export const holdsView = ({ holds }: HoldsAnswer, now: number): TemplateResult => html`
  ${back}
  ${table({
    caption: 'Legal holds that stand',
    rows: holds,
    empty: emptyState('Nothing is held', html`A hold is placed by <code>varselvakt holds add</code>.`),
    columns: [
      {
        title: 'Held',
        isHead: true,
        cell: ({ scope, target }) => (scope === 'AGGREGATE' ? traceLink(target) : html`<code>${target}</code>`),
      },
      { title: 'What', cell: ({ scope }) => scopeWords[scope] },
      { title: 'Why', cell: ({ reason }) => reason },
      { title: 'Whose decision', cell: ({ owner }) => owner },
      { title: 'Since', cell: ({ createdAt }) => ago(createdAt, now) },
      { title: 'Until', cell: ({ expiresAt }) => moment(expiresAt) },
    ],
  })}
`;

/** Erasures, the newest first. */
export const ledgerView = ({ lines, next }: LedgerAnswer): TemplateResult => html`
  ${back}
  <p>One line for each case or notification that is erased: a keyed hash in place of its id, no content. The chain is made anew by <code>varselvakt erasure verify</code>.</p>
  ${table({
    caption: 'Lines of the ledger, the newest first',
    rows: lines,
    empty: emptyState('Nothing was erased yet', 'The ledger is empty, or there is nothing before this.'),
    columns: [
      { title: 'Line', isHead: true, cell: ({ number }) => number },
      { title: 'Rows gone', cell: ({ rowsGoneAt }) => moment(rowsGoneAt) },
      { title: 'Due', cell: ({ dueAt }) => moment(dueAt) },
      { title: 'Producer', cell: producerLink },
      { title: 'Label', cell: ({ label }) => label },
      { title: 'Because', cell: ({ cause }) => wordOf(causeWords, cause) },
      { title: 'Tombstones', isFigure: true, cell: ({ tombstoneCount }) => count(tombstoneCount) },
      {
        title: 'Verified',
        cell: ({ verifiedAt }) => (verifiedAt === null ? statusBadge('unknown', 'not yet') : moment(verifiedAt)),
      },
      { title: 'Receipt', cell: ({ receiptId }) => traceLink(receiptId) },
    ],
  })}
  ${next === null ? nothing : html`<p class="pager"><a href=${`/console/deletions/ledger?before=${next}`}>Older lines</a></p>`}
`;
