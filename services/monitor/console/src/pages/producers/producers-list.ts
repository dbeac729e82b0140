import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { type PageContext, withQuery } from '../../page.ts';
import { emptyState } from '../../parts/empty-state.ts';
import { notice } from '../../parts/notice.ts';
import { count, countText, percent } from '../../parts/number.ts';
import { sparkline } from '../../parts/sparkline.ts';
import { type Column, readSorting, table } from '../../parts/table.ts';
import { moment, spanText } from '../../parts/time.ts';
import { type Facts, type ProducerRow, type ProducersAnswer, toRows } from './producers-answer.ts';
import { termsBadge } from './terms-badge.ts';

const path = '/console/producers';
const usualSorting = '-refused';

/** The address of a producer’s own page. */
export const producerHref = (producerId: string): string => `${path}/${encodeURIComponent(producerId)}`;

/** One row for each producer of the register, and one for all others. */
export function producersList(answer: ProducersAnswer, context: PageContext): TemplateResult {
  const rows = toRows(answer);
  const chosen = rows.filter((row) => isChosen(row, context.query.get('only')));
  const empty =
    rows.length === 0
      ? emptyState('No producers', html`<p>The register names none yet. “varselvakt register new” begins one.</p>`)
      : emptyState('None of them', html`<p>No producer is as chosen. <a href=${path}>Show all</a></p>`);
  return html`
    ${faults(answer)}
    ${rows.length === 0 ? nothing : filters(context)}
    ${table({
      caption: 'Producers',
      columns: columns(),
      rows: sortRows(chosen, context.query),
      sorting: { path, context, usual: usualSorting },
      empty,
    })}
    ${origin(answer)}
  `;
}

/** What keeps figures from being as they should. */
export function faults({ databaseFault, feedbackFault }: ProducersAnswer): TemplateResult {
  const database =
    databaseFault === 'NOT_CONFIGURED'
      ? 'The monitor has no database (DATABASE_URL): what was stored is not known.'
      : `The database cannot be asked at the moment (${databaseFault}): what was stored is not known, or as it was.`;
  return html`
    ${databaseFault === null ? nothing : notice('warn', database)}
    ${feedbackFault === null ? nothing : notice('warn', `The feedback topics cannot be read at the moment (${feedbackFault}): refusals are as they were.`)}
  `;
}

const choices: readonly (readonly [string, string])[] = [
  ['', 'All'],
  ['refused', 'With refusals'],
  ['waiting', 'With events that wait'],
  ['terms', 'Not ready by the register'],
];

export function isChosen({ card, facts }: ProducerRow, only: string | null): boolean {
  if (only === 'refused') return card.refusedCount > 0;
  if (only === 'waiting') return (facts?.waiting.count ?? 0) > 0;
  if (only === 'terms') return card.terms === null || !card.terms.isReady || card.terms.state !== 'CURRENT';
  return true;
}

function filters({ query, go }: PageContext): TemplateResult {
  const chosen = query.get('only') ?? '';
  const choose = (event: Event) => go(withQuery(path, query, { only: (event.target as HTMLSelectElement).value }));
  return html`
    <div class="filters" role="group" aria-label="What is shown">
      <label>Show
        <select name="only" .value=${live(chosen)} @change=${choose}>
          ${choices.map(([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
        </select>
      </label>
    </div>
  `;
}

const sortValues: Readonly<Record<string, (row: ProducerRow) => number>> = {
  stored: ({ card }) => card.volume?.storedCount ?? -1,
  warned: ({ card }) => card.outcomes['WARNED'] ?? 0,
  refused: ({ card }) => card.refusedCount,
  waiting: ({ facts }) => facts?.waiting.oldestSeconds ?? -1,
};

export function sortRows(rows: readonly ProducerRow[], query: URLSearchParams): readonly ProducerRow[] {
  const { by, direction } = readSorting(query, usualSorting);
  const names = (one: ProducerRow, other: ProducerRow) => (one.card.producerId < other.card.producerId ? -1 : 1);
  const rank = Object.hasOwn(sortValues, by) ? sortValues[by] : undefined;
  const sign = direction === 'descending' ? -1 : 1;
  if (rank === undefined) return rows.toSorted((one, other) => sign * names(one, other));
  return rows.toSorted((one, other) => sign * (rank(one) - rank(other)) || names(one, other));
}

const refusalsHref = (producer: string, severity: string): string =>
  withQuery('/console/refusals', new URLSearchParams({ producer, severity, period: '30d' }), {});

const withShare = (href: string, figure: number, share: number | null): TemplateResult =>
  html`${figure === 0 ? count(0) : html`<a href=${href}>${count(figure)}</a>`} <span class="share">${share === null ? '' : percent(share)}</span>`;

function columns(): readonly Column<ProducerRow>[] {
  return [
    { title: 'Producer', isHead: true, sort: 'name', cell: ({ card }) => nameCell(card) },
    { title: 'Stored', isFigure: true, sort: 'stored', cell: ({ card }) => storedCell(card) },
    {
      ...{ title: 'Warned', isFigure: true, sort: 'warned' },
      cell: ({ card }) =>
        withShare(refusalsHref(card.producerId, 'WARN'), card.outcomes['WARNED'] ?? 0, card.warnedShare),
    },
    {
      ...{ title: 'Refused', isFigure: true, sort: 'refused' },
      cell: ({ card }) => withShare(refusalsHref(card.producerId, 'BLOCK'), card.refusedCount, card.refusedShare),
    },
    { title: 'Oldest unread', isFigure: true, sort: 'waiting', cell: ({ facts }) => waitingCell(facts) },
    { title: 'Stored per hour', cell: ({ facts }) => hoursCell(facts) },
    { title: 'Terms', cell: ({ card }) => termsBadge(card.terms) },
    { title: 'Contact', cell: ({ facts }) => contactCell(facts) },
  ];
}

const storedCell = ({ producerId, volume }: ProducerRow['card']): TemplateResult =>
  volume === null ? count(null) : html`<a href=${producerHref(producerId)}>${count(volume.storedCount)}</a>`;

function nameCell({ producerId, team }: ProducerRow['card']): TemplateResult {
  const words = team ?? 'all whom the register does not know';
  return html`<span class="rule"><a href=${producerHref(producerId)}>${producerId}</a><span class="rule-title">${words}</span></span>`;
}

/** How old the oldest event is that nobody has read. */
export function waitingCell(facts: Facts | null): TemplateResult {
  if (facts === null) return html`<span class="muted">–</span>`;
  const { isShared, oldestSeconds } = facts.waiting;
  if (oldestSeconds === null) return html`<span class="unknown">unknown</span>`;
  const shown = oldestSeconds === 0 ? 'none' : spanText(oldestSeconds);
  const [topic] = facts.topics;
  const href = withQuery('/console/lag', new URLSearchParams(), { topic: topic ?? null });
  return html`<a class="figure" href=${href}>${shown}</a>${isShared ? html` <span class="share">shared topic</span>` : nothing}`;
}

/** What was stored in the last hours, as a line. */
export function hoursCell(facts: Facts | null): TemplateResult {
  const counts = facts?.hours.map(({ storedCount }) => storedCount) ?? [];
  const known = counts.filter((one) => one !== null);
  if (known.length < 2)
    return html`<span class="muted">${known.length === 0 ? 'not counted' : 'counting since this hour'}</span>`;
  const highest = Math.max(...known);
  const words = `Of the last ${known.length} hours: at most ${countText(highest)}, this hour ${countText(known.at(-1) ?? 0)}`;
  return html`${sparkline(counts, words)}`;
}

/** Whom to ask. */
export function contactCell(facts: Facts | null): TemplateResult {
  const { chat = null, email = null } = facts?.contacts ?? {};
  if (chat === null && email === null) return html`<span class="muted">none</span>`;
  return html`${chat ?? nothing}${chat !== null && email !== null ? html`<br />` : nothing}${email === null ? nothing : html`<a href=${`mailto:${email}`}>${email}</a>`}`;
}

/** Since when figures count. */
export const origin = ({ window, hoursFromAt }: ProducersAnswer): TemplateResult => html`
  <p class="origin">
    Figures are of the time from ${moment(window.fromAt)} to ${moment(window.untilAt)}. Shares are of all events received.
    ${hoursFromAt === null ? nothing : html`Hours are counted since ${moment(hoursFromAt)}: a restart of the monitor begins them anew; days and refusals it reads again.`}
  </p>
`;
