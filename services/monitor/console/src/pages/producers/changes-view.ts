import { html, type TemplateResult } from 'lit-html';
import type { PageContext } from '../../page.ts';
import { countText } from '../../parts/number.ts';
import type { NotCounted } from '../refusals/not-counted.ts';
import type { RefusalsAnswer } from '../refusals/refusals-answer.ts';
import { ruleHref } from '../refusals/refusals-list.ts';
import { compareWeeks, type WeekChange } from './compare-weeks.ts';

const maxShown = 6;

const words: Readonly<Record<WeekChange['change'], (change: WeekChange) => string>> = {
  NEW: ({ after }) => `new: ${countText(after)}`,
  GONE: ({ before }) => `not any more, ${countText(before)} before`,
  MORE: ({ before, after }) => `${countText(after)}, up from ${countText(before)}`,
  FEWER: ({ before, after }) => `${countText(after)}, down from ${countText(before)}`,
};

/** Which rules refused more or less in the last seven days than in the seven before. */
export function changesView(refused: RefusalsAnswer | NotCounted, { now }: PageContext): TemplateResult {
  if ('kind' in refused) return html`<p class="muted">Not known: refusals are not counted at the moment.</p>`;
  const changes = compareWeeks(refused.buckets, now);
  if (changes.length === 0)
    return html`<p>Nothing: the same rules refused as often in the last 7 days as in the 7 before.</p>`;
  const more = changes.length - maxShown;
  return html`
    <p class="muted">Refusals of the last 7 days, against the 7 before.</p>
    <ul class="changes">
      ${changes.slice(0, maxShown).map((change) => html`<li><a href=${ruleHref(change.code)}><code>${change.code}</code></a> ${words[change.change](change)}</li>`)}
    </ul>
    ${more > 0 ? html`<p class="muted">and ${more} more</p>` : ''}
  `;
}
