import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { type PageContext, withQuery } from '../../page.ts';
import type { RefusalsAnswer } from './refusals-answer.ts';

type Choice = { readonly value: string; readonly words: string };

const periods: readonly Choice[] = [
  { value: '24h', words: 'Last 24 hours' },
  { value: '48h', words: 'Last 48 hours' },
  { value: '7d', words: 'Last 7 days' },
  { value: '14d', words: 'Last 14 days' },
  { value: '30d', words: 'Last 30 days' },
];
const severities: readonly Choice[] = [
  { value: 'BLOCK', words: 'Refusals' },
  { value: 'WARN', words: 'Warnings' },
];

const named = (values: readonly string[], chosen: string | null): readonly Choice[] =>
  (chosen === null || values.includes(chosen) ? values : [...values, chosen]).map((value) => ({ value, words: value }));

/** Which of the address’s choices the API is asked with. */
export const choiceNames = ['period', 'severity', 'producer', 'topic', 'code', 'clause'] as const;

/** The question for `/api/refusals` that an address stands for. */
export function toRefusalsPath(query: URLSearchParams, fixed: Readonly<Record<string, string>> = {}): string {
  const chosen = choiceNames.flatMap((name) => {
    const value = fixed[name] ?? query.get(name);
    return value === null || value === '' ? [] : [[name, value] as const];
  });
  return withQuery('/api/refusals', new URLSearchParams(chosen.map(([name, value]) => [name, value])), {});
}

/** What is chosen, to be changed; every choice goes into the address. */
export function refusalFilters({ period, severity, choices }: RefusalsAnswer, context: PageContext): TemplateResult {
  const { query } = context;
  const pick = (name: string, label: string, all: readonly Choice[], chosen: string): TemplateResult => html`
    <label>${label}
      <select name=${name} .value=${live(chosen)} @change=${(event: Event) => choose(context, name, event)}>
        ${all.map(({ value, words }) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
      </select>
    </label>
  `;
  const any = (words: string): Choice => ({ value: '', words });
  const ofQuery = (name: string, label: string, values: readonly string[], words: string) =>
    pick(name, label, [any(words), ...named(values, query.get(name))], query.get(name) ?? '');
  return html`
    <div class="filters" role="group" aria-label="What is shown">
      ${pick('severity', 'Show', severities, severity)}
      ${pick('period', 'Time', periods, period)}
      ${ofQuery('producer', 'Producer', choices.producers, 'All producers')}
      ${ofQuery('topic', 'Topic', choices.topics, 'All topics')}
      ${ofQuery('clause', 'Clause', choices.clauses, 'All clauses')}
      ${ruleChoice(context)}
    </div>
  `;
}

function ruleChoice({ query }: PageContext): TemplateResult | typeof nothing {
  const code = query.get('code');
  if (code === null) return nothing;
  const without = withQuery('/console/refusals', query, { code: null });
  return html`<p class="chosen">Only <code>${code}</code> <a href=${without}>Show all rules</a></p>`;
}

function choose({ go, query }: PageContext, name: string, event: Event): void {
  const { value } = event.target as HTMLSelectElement;
  go(withQuery('/console/refusals', query, { [name]: value === '' ? null : value }));
}
