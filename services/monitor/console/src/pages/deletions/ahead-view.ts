import { html, nothing, type TemplateResult } from 'lit-html';
import { type PageContext, withQuery } from '../../page.ts';
import { chart } from '../../parts/chart.ts';
import { emptyState } from '../../parts/empty-state.ts';
import { count, countText } from '../../parts/number.ts';
import { table } from '../../parts/table.ts';
import { clock } from '../../parts/time.ts';
import type { AheadAnswer } from './deletions-answers.ts';
import { fillDays } from './fill-days.ts';

const path = '/console/deletions';

const spans = ['30', '90'] as const;

const spanLinks = ({ query }: PageContext, dayCount: number): TemplateResult => html`
  <ul class="inline choices" aria-label="How far ahead">
    ${spans.map(
      (days) =>
        html`<li><a href=${withQuery(path, query, { days: days === '30' ? null : days })} aria-current=${Number(days) === dayCount ? 'true' : nothing}>${days} days</a></li>`,
    )}
  </ul>
`;

function chosen({ selection }: AheadAnswer, { query }: PageContext): TemplateResult | typeof nothing {
  const { producer, label } = selection;
  if (producer === null && label === null) return nothing;
  const words = [producer, label].filter((one) => one !== null);
  return html`<p class="chosen">Only ${words.map((word) => html`<code>${word}</code> `)}
    <a href=${withQuery(path, query, { producer: null, label: null })}>Show all</a></p>`;
}

const labelTable = ({ labels, dayCount }: AheadAnswer, { query }: PageContext): TemplateResult =>
  table({
    caption: `What becomes due within ${dayCount} days, by producer and label`,
    rows: labels,
    columns: [
      {
        title: 'Producer',
        isHead: true,
        cell: ({ producerId }) =>
          html`<a href=${`/console/producers/${encodeURIComponent(producerId)}`}>${producerId}</a>`,
      },
      { title: 'Label', cell: ({ label }) => label },
      {
        ...{ title: 'Becomes due', isFigure: true },
        cell: ({ producerId, label, dueCount }) =>
          html`<a href=${withQuery(path, query, { producer: producerId, label })}>${count(dueCount)}</a>`,
      },
    ],
  });

/** What becomes due on the days to come. */
export function aheadView(ahead: AheadAnswer, context: PageContext): TemplateResult {
  const { at, counts } = fillDays(ahead);
  const sum = counts.reduce((total, one) => total + one, 0);
  return html`
    <div class="heading-row"><h2>What becomes due</h2>${spanLinks(context, ahead.dayCount)}</div>
    ${chosen(ahead, context)}
    ${
      sum === 0
        ? emptyState('Nothing becomes due', `Within ${ahead.dayCount} days no retention ends.`)
        : html`${chart({
            ...{
              title: `${countText(sum)} become due within ${ahead.dayCount} days, per day (UTC)`,
              unit: 'count',
              form: 'bars',
              at,
            },
            series: [{ label: 'Cases and notifications', values: counts }],
          })}
          ${labelTable(ahead, context)}`
    }
    <p class="muted">Counted at ${clock(ahead.askedAt)}; what is due already is not among it.</p>
  `;
}
