import { html, nothing, type TemplateResult } from 'lit-html';
import { type PageContext, withQuery } from '../../page.ts';
import { emptyState } from '../../parts/empty-state.ts';
import { count, percent } from '../../parts/number.ts';
import { table } from '../../parts/table.ts';
import { type NotCounted, notCountedView } from '../refusals/not-counted.ts';
import type { RefusalsAnswer } from '../refusals/refusals-answer.ts';
import { ruleHref } from '../refusals/refusals-list.ts';
import { stackRefusals } from '../refusals/stack-refusals.ts';
import { stackedBars } from '../refusals/stacked-bars.ts';
import { changesView } from './changes-view.ts';
import type { Card, ProducerRow, ProducersAnswer } from './producers-answer.ts';
import { faults, origin, waitingCell } from './producers-list.ts';
import { labelsView, registerView } from './register-view.ts';

const dayMs = 86_400_000;

/** Everything about one producer. */
export function producerView(
  answer: ProducersAnswer,
  { card, facts }: ProducerRow,
  refused: RefusalsAnswer | NotCounted,
  context: PageContext,
): TemplateResult {
  return html`
    ${faults(answer)}
    ${figures({ card, facts })}
    <div class="columns">${registerView({ card, facts }, answer)}<section class="card"><h2>What changed</h2>${changesView(refused, context)}</section></div>
    <h2>Over time</h2>
    ${daysView(card)}
    ${'kind' in refused ? notCountedView(refused) : refusedView(refused)}
    <h2>Rules it met</h2>
    ${codesView(card)}
    <h2>Retention of its labels</h2>
    ${labelsView({ card, facts })}
    ${origin(answer)}
  `;
}

function figures({ card, facts }: ProducerRow): TemplateResult {
  const { volume, receivedCount, outcomes, refusedCount, refusedShare, warnedShare } = card;
  const one = (title: string, value: unknown, more: unknown = nothing) =>
    html`<div class="card"><p class="figure-title">${title}</p><p class="figure-value">${value}</p><p class="figure-more">${more}</p></div>`;
  const link = (severity: string, figure: number) => {
    const query = new URLSearchParams({ producer: card.producerId, severity, period: '30d' });
    return html`<a href=${withQuery('/console/refusals', query, {})}>${count(figure)}</a>`;
  };
  const shareOf = (share: number | null) =>
    share === null ? 'share not known' : html`${percent(share)} of all received`;
  return html`
    <div class="cards">
      ${one('Received', count(receivedCount), `${outcomes['DUPLICATE'] ?? 0} of them repeated`)}
      ${one('Stored', count(volume?.storedCount ?? null), `${card.volume?.byType.length ?? 0} types of event`)}
      ${one('Warned', link('WARN', outcomes['WARNED'] ?? 0), shareOf(warnedShare))}
      ${one('Refused', link('BLOCK', refusedCount), shareOf(refusedShare))}
      ${one('Overdue deletions', count(card.deletions?.overdueCount ?? null), html`<a href="/console/deletions">Deletions</a>`)}
      ${one('Oldest unread', waitingCell(facts), facts === null ? nothing : html`<a href="/console/lag">Lag</a>`)}
    </div>
  `;
}

function daysView({ days }: Card): TemplateResult {
  if (days.length === 0) return emptyState('No events yet', html`<p>Nothing was stored or refused in this time.</p>`);
  const { startsAt, at } = toDays(days);
  const stored = at.map((one) => one?.storedCount ?? null);
  const warned = at.map((one) => one?.warnedCount ?? 0);
  const series = [
    ...(stored.every((one) => one === null)
      ? []
      : [{ label: 'Stored', counts: stored.map((count, index) => Math.max(0, (count ?? 0) - (warned[index] ?? 0))) }]),
    { label: 'Stored with a warning', counts: warned },
    { label: 'Refused', counts: at.map((one) => one?.refusedCount ?? 0) },
  ];
  return stackedBars({ title: 'Events per day', stack: { startsAt, series }, step: 'DAY' });
}

/** Every day from the first to the last, with what is known of it. */
function toDays(days: Card['days']) {
  const [first, last] = [Date.parse(days[0]?.day ?? ''), Date.parse(days.at(-1)?.day ?? '')];
  const startsAt = Array.from({ length: (last - first) / dayMs + 1 }, (_none, index) => first + index * dayMs);
  const byDay = new Map(days.map((one) => [Date.parse(one.day), one]));
  return { startsAt, at: startsAt.map((at) => byDay.get(at)) };
}

const refusedView = (refused: RefusalsAnswer): TemplateResult =>
  refused.rules.length === 0
    ? html`<p class="muted">Nothing was refused in the last 14 days.</p>`
    : stackedBars({ title: 'Refusals by rule, per day', stack: stackRefusals(refused), step: refused.step });

function codesView({ producerId, refusals, warnings }: Card): TemplateResult {
  const rows = [
    ...refusals.map((one) => ({ ...one, severity: 'BLOCK', word: 'refused' })),
    ...warnings.map((one) => ({ ...one, severity: 'WARN', word: 'warned' })),
  ];
  return table({
    caption: 'Rules that refused or warned',
    rows,
    empty: emptyState('None', html`<p>No event was refused or warned about in this time.</p>`),
    columns: [
      {
        ...{ title: 'Rule', isHead: true },
        cell: ({ code }) =>
          code === 'OTHER' ? html`<code>${code}</code>` : html`<a href=${ruleHref(code)}><code>${code}</code></a>`,
      },
      { title: 'Clause', cell: ({ clause }) => clause ?? html`<span class="muted">none</span>` },
      { title: 'Effect', cell: ({ word }) => word },
      {
        ...{ title: 'Events', isFigure: true },
        cell: ({ code, severity, count: events }) => {
          const query = new URLSearchParams({ producer: producerId, severity, code, period: '30d' });
          return html`<a href=${withQuery('/console/refusals', query, {})}>${count(events)}</a>`;
        },
      },
      { title: 'Share', isFigure: true, cell: ({ share }) => percent(share) },
    ],
  });
}
