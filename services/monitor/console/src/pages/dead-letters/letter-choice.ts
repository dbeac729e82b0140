import { html, type TemplateResult } from 'lit-html';
import { type PageContext, withQuery } from '../../page.ts';

export const lettersPath = '/console/dead-letters';

const hourMs = 3_600_000;
const periods: Readonly<Record<string, readonly [string, number | null]>> = {
  all: ['All that are kept', null],
  '1h': ['Last hour', hourMs],
  '24h': ['Last 24 hours', 24 * hourMs],
  '7d': ['Last 7 days', 7 * 24 * hourMs],
};

const periodOf = (query: URLSearchParams): string => {
  const chosen = query.get('period') ?? 'all';
  return Object.hasOwn(periods, chosen) ? chosen : 'all';
};

/** The words of the API that an address stands for; a period begins at the last whole minute, so that the same is asked again for a while. */
export function toWords(query: URLSearchParams, now: number): Readonly<Record<string, string>> {
  const [, spanMs = null] = periods[periodOf(query)] ?? [];
  const since = spanMs === null ? [] : [['since', String(Math.floor((now - spanMs) / 60_000) * 60_000)] as const];
  const given = ['code', 'producer', 'partition', 'offset'].flatMap((name) => {
    const value = query.get(name);
    return value === null || value === '' ? [] : [[name, value] as const];
  });
  return Object.fromEntries([...given, ...since]);
}

function choose(event: Event, { go, query }: PageContext): void {
  event.preventDefault();
  const target = event.currentTarget as HTMLElement;
  const form = target instanceof HTMLFormElement ? target : target.closest('form');
  if (form === null) return;
  const given = new FormData(form);
  const text = (name: string): string => String(given.get(name) ?? '').trim();
  const period = text('period') === 'all' ? '' : text('period');
  go(withQuery(lettersPath, query, { code: text('code'), producer: text('producer'), period, before: null }));
}

/** What is shown, to be changed; every choice goes into the address. */
export function letterFilters(context: PageContext): TemplateResult {
  const { query } = context;
  const period = periodOf(query);
  return html`
    <form class="filters" aria-label="What is shown" @submit=${(event: Event) => choose(event, context)}>
      <label>Why (code)
        <input name="code" .value=${query.get('code') ?? ''} maxlength="80" pattern="[A-Za-z][A-Za-z_]+" autocomplete="off" placeholder="all" />
      </label>
      <label>Producer
        <input name="producer" .value=${query.get('producer') ?? ''} maxlength="63" pattern="[a-z0-9\\-]+" autocomplete="off" placeholder="all" />
      </label>
      <label>Time
        <select name="period" @change=${(event: Event) => choose(event, context)}>
          ${Object.entries(periods).map(([value, [words]]) => html`<option value=${value} ?selected=${value === period}>${words}</option>`)}
        </select>
      </label>
      <button type="submit">Show</button>
    </form>
  `;
}
