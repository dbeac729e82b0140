import { html, nothing, type TemplateResult } from 'lit-html';
import { withQuery } from '../page.ts';
import { countText } from './number.ts';

export type Paging = { readonly totalCount: number; readonly page: number; readonly pageSize: number };

/** Which of how many are shown, and the way to the others. `name`: the word of the address that holds the page. */
export function pager(
  { totalCount, page, pageSize }: Paging,
  path: string,
  query: URLSearchParams,
  name = 'page',
): TemplateResult | typeof nothing {
  if (totalCount <= pageSize) return nothing;
  const last = Math.ceil(totalCount / pageSize);
  const first = (page - 1) * pageSize + 1;
  const link = (to: number, word: string) =>
    to < 1 || to > last
      ? html`<span class="muted">${word}</span>`
      : html`<a href=${withQuery(path, query, { [name]: to === 1 ? null : String(to) })}>${word}</a>`;
  return html`
    <nav class="pager" aria-label="Pages of the table">
      <span class="figure">${countText(first)}–${countText(Math.min(totalCount, page * pageSize))} of ${countText(totalCount)}</span>
      ${link(page - 1, '‹ Before')} ${link(page + 1, 'Next ›')}
    </nav>
  `;
}
