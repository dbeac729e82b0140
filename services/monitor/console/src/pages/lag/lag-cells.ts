import { html, nothing, type TemplateResult } from 'lit-html';
import { count, countText } from '../../parts/number.ts';
import { spanText } from '../../parts/time.ts';
import type { GroupSummary, PartitionRow, TopicSum } from './lag-answers.ts';

const never = html`<span class="muted">never</span>`;
const unknown = html`<span class="unknown">unknown</span>`;

/** A sum of lag: where some of it is not known, the rest is a lower bound and says so. */
export function sumCell(parts: readonly TopicSum[]): TemplateResult {
  const neverCount = parts.reduce((total, { neverCommittedCount }) => total + neverCommittedCount, 0);
  const unknownCount = parts.reduce((total, one) => total + one.unknownCount, 0);
  const known = parts.flatMap(({ lag }) => (lag === null ? [] : [lag]));
  const sum = known.length === 0 ? null : known.reduce((total, lag) => total + lag, 0);
  const isBound = sum !== null && neverCount + unknownCount > 0;
  const notes = [
    neverCount > 0 ? `${countText(neverCount)} never committed` : '',
    unknownCount > 0 ? `${countText(unknownCount)} unknown` : '',
  ].filter((note) => note !== '');
  return html`${isBound ? 'at least ' : nothing}${count(sum)}${notes.length === 0 ? nothing : html`<br /><span class="small">${notes.join(', ')}</span>`}`;
}

/** The age of the oldest that waits. */
export const ageCell = (seconds: number | null): TemplateResult =>
  seconds === null ? unknown : html`${spanText(seconds)}`;

/** What waits in a partition: never committed is neither 0 nor unknown. */
export function lagCell({ lag, committedOffset, lost }: PartitionRow): TemplateResult {
  if (committedOffset === null) return html`<span class="muted">never committed</span>`;
  const gone =
    lost !== null && lost > 0 ? html`<br /><span class="small is-bad">${countText(lost)} lost</span>` : nothing;
  return html`${count(lag)}${gone}`;
}

/** An offset with all its digits: it is copied into commands. */
export const offsetCell = (offset: number | null): TemplateResult => (offset === null ? never : html`${offset}`);

const trends = {
  RISING: ['▲', 'rising'],
  FALLING: ['▼', 'falling'],
  STEADY: ['▬', 'steady'],
} as const;

/** Where the lag goes. */
export function trendCell(trend: PartitionRow['trend']): TemplateResult {
  if (trend === null)
    return html`<span class="muted" title="too few looks yet">–<span class="unseen"> not known yet</span></span>`;
  const [sign, word] = trends[trend];
  return html`<span class="trend is-${trend.toLowerCase()}"><span aria-hidden="true">${sign}</span> ${word}</span>`;
}

/** How often partitions changed hands, and when last. */
export function rebalanceCell({ assignment }: GroupSummary, now: number): TemplateResult {
  const { isRebalancing, changedAt, changeCount, watchedSinceAt } = assignment;
  if (isRebalancing) return html`<strong>now</strong>`;
  if (changedAt === null) return html`<span class="muted">none for ${spanText((now - watchedSinceAt) / 1_000)}</span>`;
  return html`${spanText((now - changedAt) / 1_000)} ago<br /><span class="small">${changeCount} since ${spanText((now - watchedSinceAt) / 1_000)}</span>`;
}
