import { html, nothing, type TemplateResult } from 'lit-html';
import { type PageContext, withQuery } from '../../page.ts';
import { emptyState } from '../../parts/empty-state.ts';
import { notice } from '../../parts/notice.ts';
import { count, percent } from '../../parts/number.ts';
import { type Column, readSorting, table } from '../../parts/table.ts';
import { ago, moment } from '../../parts/time.ts';
import { refusalFilters } from './refusal-filters.ts';
import type { RefusalsAnswer, RefusedRule } from './refusals-answer.ts';
import { stackRefusals } from './stack-refusals.ts';
import { stackedBars } from './stacked-bars.ts';

const path = '/console/refusals';
const usualSorting = '-count';
const shownProducers = 3;

/** All rules that refused or warned, over time and one by one. */
export function refusalsList(answer: RefusalsAnswer, context: PageContext): TemplateResult {
  return html`
    ${answer.feedbackFault === null ? nothing : notice('warn', `The feedback topics cannot be read at the moment (${answer.feedbackFault}): what you see is from before.`)}
    ${refusalFilters(answer, context)}
    ${answer.rules.length === 0 ? nobody(answer) : found(answer, context)}
    ${origin(answer)}
  `;
}

const wordOf = ({ severity }: RefusalsAnswer): string => (severity === 'BLOCK' ? 'refused' : 'passed with a warning');

const nobody = (answer: RefusalsAnswer): TemplateResult =>
  emptyState(
    answer.severity === 'BLOCK' ? 'Nothing was refused' : 'Nobody was warned',
    html`<p>Of what is chosen, no event was ${wordOf(answer)} in this time.</p>`,
  );

function found(answer: RefusalsAnswer, context: PageContext): TemplateResult {
  const what = answer.severity === 'BLOCK' ? 'Refusals' : 'Warnings';
  return html`
    <p class="sum">${count(answer.eventCount)} ${answer.eventCount === 1 ? 'event was' : 'events were'} ${wordOf(answer)}. An event may meet several rules, and counts once for each.</p>
    ${stackedBars({ title: `${what} by rule, per ${answer.step === 'DAY' ? 'day' : 'hour'}`, stack: stackRefusals(answer), step: answer.step })}
    ${rulesTable(answer, context)}
    <div class="columns">${producersTable(answer, context)}${topicsTable(answer, context)}</div>
  `;
}

const compares: Readonly<Record<string, (one: RefusedRule, other: RefusedRule) => number>> = {
  count: (one, other) => one.count - other.count,
  last: (one, other) => one.lastSeenAt - other.lastSeenAt,
  clause: (one, other) => Number(one.clause?.slice(1) ?? 0) - Number(other.clause?.slice(1) ?? 0),
  code: (one, other) => (one.code < other.code ? -1 : 1),
};

export function sortRules(rules: readonly RefusedRule[], query: URLSearchParams): readonly RefusedRule[] {
  const { by, direction } = readSorting(query, usualSorting);
  const compare = Object.hasOwn(compares, by) ? compares[by] : undefined;
  if (compare === undefined) return rules;
  const sorted = rules.toSorted(compare);
  return direction === 'descending' ? sorted.reverse() : sorted;
}

/** The address of a rule’s explanation. */
export const ruleHref = (code: string): string => `${path}/${encodeURIComponent(code)}`;

function rulesTable(answer: RefusalsAnswer, context: PageContext): TemplateResult {
  const { query, now } = context;
  const columns: readonly Column<RefusedRule>[] = [
    {
      ...{ title: 'Rule', isHead: true, sort: 'code' },
      cell: ({ code, title }) =>
        html`<span class="rule">${title === null ? html`<code>${code}</code>` : html`<a href=${ruleHref(code)}><code>${code}</code></a>`}<span class="rule-title">${title?.en ?? 'A code that this rule table does not know'}</span></span>`,
    },
    {
      ...{ title: 'Clause', sort: 'clause' },
      cell: ({ clause }) =>
        clause === null
          ? html`<span class="muted">none</span>`
          : html`<a href=${withQuery(path, query, { clause })}>${clause}</a>`,
    },
    {
      ...{ title: 'Events', isFigure: true, sort: 'count' },
      cell: ({ code, count: events }) => html`<a href=${withQuery(path, query, { code })}>${count(events)}</a>`,
    },
    { title: 'Share', isFigure: true, cell: ({ share }) => percent(share) },
    { title: 'Producers', cell: ({ producers }) => producerLinks(producers) },
    { title: 'Last seen', sort: 'last', cell: ({ lastSeenAt }) => ago(lastSeenAt, now) },
  ];
  return html`
    <h2>By rule</h2>
    ${table({ caption: 'Rules that were met', columns, rows: sortRules(answer.rules, query), sorting: { path, context, usual: usualSorting } })}
  `;
}

const producerHref = (producerId: string): string => `/console/producers/${encodeURIComponent(producerId)}`;

function producerLinks(producers: RefusedRule['producers']): TemplateResult {
  const more = producers.length - shownProducers;
  return html`${producers
    .slice(0, shownProducers)
    .map(
      ({ producerId }, index) => html`${index === 0 ? '' : ', '}<a href=${producerHref(producerId)}>${producerId}</a>`,
    )}${more > 0 ? ` and ${more} more` : ''}`;
}

function producersTable({ producers }: RefusalsAnswer, { query }: PageContext): TemplateResult {
  return html`
    <section>
      <h2>By producer</h2>
      ${table({
        caption: 'Events by producer',
        rows: producers,
        columns: [
          {
            ...{ title: 'Producer', isHead: true },
            cell: ({ producerId, team }) =>
              html`<span class="rule"><a href=${producerHref(producerId)}>${producerId}</a>${team === null ? nothing : html`<span class="rule-title">${team}</span>`}</span>`,
          },
          {
            ...{ title: 'Events', isFigure: true },
            cell: ({ producerId, count: events }) =>
              html`<a href=${withQuery(path, query, { producer: producerId })}>${count(events)}</a>`,
          },
          { title: 'Share', isFigure: true, cell: ({ share }) => percent(share) },
        ],
      })}
    </section>
  `;
}

function topicsTable({ topics }: RefusalsAnswer, { query }: PageContext): TemplateResult {
  return html`
    <section>
      <h2>By topic</h2>
      ${table({
        caption: 'Events by topic',
        rows: topics,
        columns: [
          { title: 'Topic', isHead: true, cell: ({ topic }) => (topic === 'other' ? 'other, or not told' : topic) },
          {
            ...{ title: 'Events', isFigure: true },
            cell: ({ topic, count: events }) => html`<a href=${withQuery(path, query, { topic })}>${count(events)}</a>`,
          },
          { title: 'Share', isFigure: true, cell: ({ share }) => percent(share) },
        ],
      })}
    </section>
  `;
}

const origin = ({ countedFromAt, fromAt, crampedCount }: RefusalsAnswer): TemplateResult => html`
  <p class="origin">
    Counted from what producers were told on the feedback topics${countedFromAt > fromAt ? html`; nothing is known from before ${moment(countedFromAt)}` : ''}.
    A restart of the monitor reads those topics anew and loses nothing that they still hold. Days are UTC.
    ${crampedCount === 0 ? nothing : `There were too many figures to keep: ${crampedCount} findings count under “other”.`}
  </p>
`;
