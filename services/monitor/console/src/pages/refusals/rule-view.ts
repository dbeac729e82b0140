import { html, nothing, type TemplateResult } from 'lit-html';
import { type PageContext, withQuery } from '../../page.ts';
import { emptyState } from '../../parts/empty-state.ts';
import { ago } from '../../parts/time.ts';
import type { NotCounted } from './not-counted.ts';
import type { Change, RefusalsAnswer, RuleAnswer, RuleSample, Words } from './refusals-answer.ts';
import { stackRefusals } from './stack-refusals.ts';
import { stackedBars } from './stacked-bars.ts';

/** A rule: what it says, why, what to do, and how often it was met. */
export function ruleView(rule: RuleAnswer, met: RefusalsAnswer | NotCounted, context: PageContext): TemplateResult {
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
    <p class="origin">Rule set ${rule.ruleSet}; this rule is there since ${rule.since}. <a href=${withQuery('/console/refusals', context.query, {})}>All refusals</a></p>
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
    ${milder === null ? nothing : html`<dt>Milder</dt><dd>in prod ${inWords(milder.severity.prod)}, where ${milder.when.en}</dd>`}
    <dt>Never milder than</dt><dd>${inWords(floor.prod)}, in prod</dd>
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

function metView(rule: RuleAnswer, met: RefusalsAnswer | NotCounted, { now }: PageContext): TemplateResult {
  if ('kind' in met) return html`<p class="muted">Not counted at the moment. <a href="/console/refusals">Why</a></p>`;
  const [first] = met.rules;
  if (first === undefined)
    return emptyState('Not met', html`<p>No event was refused by this rule in the last 7 days.</p>`);
  const events = met.rules.reduce((sum, { count }) => sum + count, 0);
  const lastAt = Math.max(...met.rules.map(({ lastSeenAt }) => lastSeenAt));
  return html`
    <p><a href=${`/console/refusals?code=${encodeURIComponent(rule.code)}`}>${events} ${events === 1 ? 'event' : 'events'}</a> of ${met.producers.length} ${met.producers.length === 1 ? 'producer' : 'producers'}, the last ${ago(lastAt, now)}.</p>
    ${stackedBars({ title: 'Refused, per day', stack: stackRefusals(met), step: met.step })}
  `;
}
