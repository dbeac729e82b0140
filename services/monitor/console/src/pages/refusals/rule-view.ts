import { html, nothing, type TemplateResult } from 'lit-html';
import { type PageContext, withQuery } from '../../page.ts';
import { emptyState } from '../../parts/empty-state.ts';
import { countText } from '../../parts/number.ts';
import { ago } from '../../parts/time.ts';
import type { NotCounted } from './not-counted.ts';
import type { Change, RefusalsAnswer, RuleAnswer, RuleSample, Words } from './refusals-answer.ts';
import { type Stack, stackRefusals, totalAt } from './stack-refusals.ts';
import { stackedBars } from './stacked-bars.ts';

/** Whom the rule refused and whom it warned. */
export type RuleMet = { readonly refused: RefusalsAnswer; readonly warned: RefusalsAnswer } | NotCounted;

/** A rule: what it says, why, what to do, and how often it was met. */
export function ruleView(rule: RuleAnswer, met: RuleMet, context: PageContext): TemplateResult {
  return html`
    <div class="tongues lead">${inBoth(rule.message)}</div>
    <h2>What to do</h2>
    <div class="tongues">${inBoth(rule.remedy)}</div>
    <h2>Why</h2>
    ${whyView(rule)}
    <h2>How it is taken</h2>
    ${severityView(rule)}
    <h2>Examples</h2>
    <p class="muted">All of it is invented: no event of a producer is shown here.</p>
    <div class="columns">
      <section class="card"><h3>Keeps the rule</h3>${sampleView(rule.valid)}</section>
      <section class="card"><h3>Breaks the rule</h3>${sampleView(rule.invalid)}</section>
    </div>
    <h2>Met in the last 7 days</h2>
    ${metView(rule, met, context)}
    <p class="origin">Rule set ${rule.ruleSet}; this rule is there since ${rule.since}. <a href="/console/refusals">All refusals</a></p>
  `;
}

const inBoth = ({ nb, en }: Words): TemplateResult => html`<p lang="en">${en}</p><p lang="nb">${nb}</p>`;

function whyView({ clauses, area }: RuleAnswer): TemplateResult {
  if (clauses.length === 0)
    return html`<p>No clause of the terms of use: it is about the ${area === 'unreadable' ? 'bytes of the record' : 'structure of the data'}.</p>`;
  return html`${clauses.map(
    ({ id, isExternal, section, text }) => html`
      <h3>${id}${isExternal ? ', for SMS and e-mail' : ''}: ${section.en}</h3>
      <div class="tongues">${inBoth(text)}</div>
    `,
  )}`;
}

const severityWords: Readonly<Record<string, string>> = {
  block: 'the event is refused',
  warn: 'the event passes, and the producer is warned',
  observe: 'only counted',
};
const fieldWords: Readonly<Record<string, string>> = {
  'in-app': 'what users read on the platform',
  link: 'links',
  id: 'names and keys',
  external: 'SMS and e-mail',
};

function inWords(severity: RuleAnswer['severity']['dev']): TemplateResult {
  if (typeof severity === 'string') return html`${severityWords[severity] ?? severity}`;
  return html`${Object.entries(severity).map(
    ([field, own]) => html`<span class="by-field">${fieldWords[field] ?? field}: ${severityWords[own] ?? own}</span>`,
  )}`;
}

const severityView = ({ severity, milder, floor }: RuleAnswer): TemplateResult => html`
  <dl class="facts">
    <dt>In prod</dt><dd>${inWords(severity.prod)}</dd>
    <dt>In dev</dt><dd>${inWords(severity.dev)}</dd>
    ${milder === null ? nothing : html`<dt>Milder</dt><dd>where ${milder.when.en}, in prod: ${inWords(milder.severity.prod)}</dd>`}
    <dt>Never milder, in prod, than</dt><dd>${inWords(floor.prod)}</dd>
  </dl>
`;

function sampleView(sample: RuleSample): TemplateResult {
  const { description, base, changes, situation, eventJson, valueHex } = sample;
  if (description !== null)
    return html`
      <div class="tongues">${inBoth(description)}</div>
      ${valueHex === null ? nothing : html`<p>Value, as hex: <code>${valueHex}</code></p>`}
    `;
  const isPlain = changes.length + situation.length === 0;
  return html`
    <p>The sample <code>${base}</code>${isPlain ? ', as it is.' : ' with'}</p>
    ${changesView(changes)}
    ${situation.length === 0 ? nothing : html`<p>and around it</p>${changesView(situation)}`}
    ${eventJson === null ? nothing : html`<details><summary>The whole event</summary><pre tabindex="0">${visible(eventJson)}</pre></details>`}
  `;
}

const changesView = (changes: readonly Change[]): TemplateResult =>
  html`${changes.map(({ path, json }) => html`<pre tabindex="0">${path} = ${visible(json)}</pre>`)}`;

const maxLength = 4_000;

/** Invisible characters are what some rules are about: they are shown by their number. */
export function visible(text: string): string {
  const shown = text.replace(
    /[\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return shown.length > maxLength ? `${shown.slice(0, maxLength)} …` : shown;
}

function metView({ code }: RuleAnswer, met: RuleMet, { now }: PageContext): TemplateResult {
  if ('kind' in met) return html`<p class="muted">Not counted at the moment. <a href="/console/refusals">Why</a></p>`;
  const { refused, warned } = met;
  const rules = [...refused.rules, ...warned.rules];
  if (rules.length === 0)
    return emptyState('Not met', html`<p>No event was refused or warned about by this rule in the last 7 days.</p>`);
  const lastAt = Math.max(...rules.map(({ lastSeenAt }) => lastSeenAt));
  const [ofRefused, ofWarned] = [stackRefusals(refused), stackRefusals(warned)];
  const totals = (stack: Stack) => ofRefused.startsAt.map((_at, index) => totalAt(stack, index));
  const series = [
    { label: 'Refused', counts: totals(ofRefused) },
    { label: 'Warned', counts: totals(ofWarned) },
  ];
  return html`
    <p>${metLink(code, refused, 'BLOCK', 'refused')} and ${metLink(code, warned, 'WARN', 'warned about')}, the last ${ago(lastAt, now)}.</p>
    ${stackedBars({ title: 'Events that met it, per day', stack: { startsAt: ofRefused.startsAt, series }, step: refused.step })}
  `;
}

function metLink(code: string, { rules }: RefusalsAnswer, severity: string, verb: string): TemplateResult {
  const events = rules.reduce((sum, { count }) => sum + count, 0);
  const words = html`${countText(events)} ${events === 1 ? 'event was' : 'events were'} ${verb}`;
  if (events === 0) return words;
  return html`<a href=${withQuery('/console/refusals', new URLSearchParams({ code, severity }), {})}>${words}</a>`;
}
