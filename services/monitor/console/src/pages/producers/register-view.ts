import { html, nothing, type TemplateResult } from 'lit-html';
import { emptyState } from '../../parts/empty-state.ts';
import { table } from '../../parts/table.ts';
import { day } from '../../parts/time.ts';
import { ruleHref } from '../refusals/refusals-list.ts';
import type { Facts, ProducerRow, ProducersAnswer, Terms } from './producers-answer.ts';
import { contactCell } from './producers-list.ts';
import { termsBadge } from './terms-badge.ts';

/** What the register says of a producer. */
export function registerView({ card, facts }: ProducerRow, { environment }: ProducersAnswer): TemplateResult {
  if (facts === null)
    return html`<section class="card"><h2>In the register</h2><p>These are all events whose producer the register does not know. Who they are is not kept.</p></section>`;
  const { topics, feedback, feedbackTopic, offboardsAt } = facts;
  return html`
    <section class="card">
      <h2>In the register</h2>
      <dl class="facts">
        <dt>Team</dt><dd>${card.team ?? 'none'}</dd>
        <dt>Contact</dt><dd>${contactCell(facts)}</dd>
        <dt>Environments</dt><dd>${facts.environments.join(', ')}${facts.environments.includes(environment) ? nothing : html` (not ${environment})`}</dd>
        <dt>Writes to</dt><dd>${topics.length === 0 ? 'the shared topic' : topics.map((topic) => html`<code>${topic}</code> `)}</dd>
        <dt>Told on</dt><dd><code>${feedbackTopic}</code>, ${feedback === 'all' ? 'every outcome' : 'problems only'}</dd>
        <dt>Terms</dt><dd>${termsBadge(card.terms)}${graceWords(card.terms)}</dd>
        ${offboardsAt === null ? nothing : html`<dt>Ends</dt><dd>${day(offboardsAt)}</dd>`}
      </dl>
      ${missing(card.terms)}
    </section>
  `;
}

function graceWords(terms: Terms | null): TemplateResult | typeof nothing {
  if (terms === null || terms.currentVersion === null || terms.version === terms.currentVersion) return nothing;
  return html`<br /><span class="muted">${terms.currentVersion} is in force${terms.graceEndsAt === null ? nothing : html`; the older one is enough until ${day(terms.graceEndsAt)}`}</span>`;
}

const noticeWords: Readonly<Record<string, string>> = {
  NOT_REGISTERED: 'It is not registered for this environment: its events are refused.',
  NOT_VERIFIABLE: 'It would have to write to a topic of its own and has none.',
  CONTACT_MISSING: 'Nobody to ask: it has neither chat nor e-mail.',
  NO_LABEL: 'It has no label in this environment.',
};

function missing(terms: Terms | null): TemplateResult | typeof nothing {
  if (terms === null || terms.notices.length === 0) return nothing;
  return html`<ul class="changes">${terms.notices.map((one) => html`<li>${noticeWords[one] ?? one}</li>`)}</ul>`;
}

type LabelRow = Facts['labels'][number] & { readonly gaps: Terms['labels'][number]['gaps'] };

/** How long each label’s cases and notifications are kept, and what the label lacks. */
export function labelsView({ card, facts }: ProducerRow): TemplateResult {
  const gapsOf = (name: string) => card.terms?.labels.find((label) => label.name === name)?.gaps ?? [];
  const rows: readonly LabelRow[] = (facts?.labels ?? []).map((label) => ({ ...label, gaps: gapsOf(label.name) }));
  return table({
    caption: 'Labels and their retention',
    rows,
    empty: emptyState('No labels', html`<p>The register gives it none.</p>`),
    columns: [
      { title: 'Label', isHead: true, cell: ({ name }) => html`<span lang="nb">${name}</span>` },
      { title: 'Where', cell: ({ environments }) => environments.join(', ') },
      { title: 'Usual', cell: ({ retention }) => length(retention.default, 'must be given') },
      { title: 'At least', cell: ({ retention }) => length(retention.min, 'no limit') },
      { title: 'At most', cell: ({ retention }) => length(retention.max, 'no limit') },
      { title: 'Outside that', cell: ({ retention }) => outside(retention) },
      { title: 'Lacks', cell: ({ gaps }) => gapsCell(gaps) },
    ],
  });
}

const length = (duration: string | null, none: string): TemplateResult =>
  duration === null ? html`<span class="muted">${none}</span>` : html`${durationText(duration)}`;

const units: Readonly<Record<string, string>> = { Y: 'year', M: 'month', W: 'week', D: 'day' };

/** An ISO 8601 duration in words where it is of days and more; as it is otherwise. */
export function durationText(duration: string): string {
  const parts = [...duration.matchAll(/(\d+)([YMWD])/g)];
  if (duration.includes('T') || parts.length === 0) return duration;
  return parts.map(([, amount, unit = '']) => `${amount} ${units[unit]}${amount === '1' ? '' : 's'}`).join(' ');
}

function outside({ min, max, clamp }: LabelRow['retention']): TemplateResult {
  if (min === null && max === null) return html`<span class="muted">–</span>`;
  return html`${clamp ? 'moved to the limit, with a warning' : 'refused'}`;
}

const gapsCell = (gaps: LabelRow['gaps']): TemplateResult => {
  if (gaps.length === 0) return html`nothing`;
  const codes = [...new Set(gaps.map(({ code }) => code))];
  return html`${codes.map((code) => html`<a href=${ruleHref(code)}><code>${code}</code></a> `)}`;
};
