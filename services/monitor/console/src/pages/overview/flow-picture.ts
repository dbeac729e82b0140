import { html, nothing, type TemplateResult } from 'lit-html';
import { count, rateText } from '../../parts/number.ts';
import { statusBadge, toneOf } from '../../parts/status-badge.ts';
import { moment, spanText } from '../../parts/time.ts';
import type { OverviewAnswer, StageView, TopicsView } from './overview-answer.ts';

type Purpose = TopicsView['purpose'];

const topicTitles: Readonly<Record<Purpose, string>> = {
  inbound: 'Inbound topics',
  events: 'Event log',
  feedback: 'Feedback',
  'dead-letter': 'Dead letters',
};

const topicLinks: Readonly<Record<Purpose, (topics: TopicsView) => string>> = {
  inbound: ({ names }) => `/console/lag${names.length === 1 ? `?topic=${encodeURIComponent(names[0] ?? '')}` : ''}`,
  events: ({ names }) => `/console/lag?topic=${encodeURIComponent(names[0] ?? '')}`,
  feedback: () => '/console/refusals',
  'dead-letter': () => '/console/dead-letters',
};

const rateWord: Readonly<Record<Purpose, string>> = {
  ...{ inbound: 'come in', events: 'written', feedback: 'told', 'dead-letter': 'put aside' },
};

const rateOf = (perSecond: number | null): string => (perSecond === null ? 'unknown' : rateText(perSecond));

function topicNode(topics: TopicsView | undefined, purpose: Purpose): TemplateResult | typeof nothing {
  if (topics === undefined) return nothing;
  const { names, perSecond, keptCount, fault } = topics;
  const name = names.length === 1 ? names[0] : `${names.length} topics`;
  return html`
    <section class="node is-topic at-${purpose} ${fault === null ? '' : 'is-bad'}">
      <h3>${topicTitles[purpose]}</h3>
      <p class="lead"><a href=${topicLinks[purpose](topics)}><span class="figure">${rateOf(perSecond)}</span> ${rateWord[purpose]}</a></p>
      <p class="small">${count(keptCount)} kept</p>
      <p class="small name" title=${names.join(', ')}>${name}</p>
      ${fault === null ? nothing : html`<p class="why">cannot be read (${fault})</p>`}
    </section>
  `;
}

const verdictWords = {
  HEALTHY: 'Works',
  WARNING: 'Look at it',
  UNHEALTHY: 'Does not work',
  UNKNOWN: 'Unknown',
} as const;

const membersText = (count: number | null): string =>
  count === null ? 'unknown how many run' : count === 1 ? '1 runs' : `${count} run`;

function waitingLine({ lag, group }: StageView): TemplateResult {
  const href = group === null ? '/console/deletions' : `/console/lag?group=${encodeURIComponent(group)}`;
  return html`<p class="lead"><a href=${href}>${count(lag)} ${group === null ? 'due' : 'waiting'}</a></p>`;
}

function ageLine({ oldestSeconds, lag }: StageView): TemplateResult {
  if (oldestSeconds !== null && oldestSeconds > 0)
    return html`<p class="small">oldest for ${oldestSeconds < 1 ? 'less than 1 s' : spanText(oldestSeconds)}</p>`;
  return html`<p class="small">${lag === 0 ? 'nothing to do' : 'age unknown'}</p>`;
}

function stageNode(stage: StageView | undefined): TemplateResult | typeof nothing {
  if (stage === undefined) return nothing;
  const { stage: name, verdict, reason, memberCount, group, lag } = stage;
  return html`
    <section class="node is-stage at-${name} is-${toneOf(verdict)}" id="stage-${name}">
      <h3>${name}</h3>
      ${statusBadge(toneOf(verdict), verdictWords[verdict])}
      ${waitingLine(stage)} ${ageLine(stage)}
      ${group === null ? nothing : html`<p class="small">${membersText(memberCount)}</p>`}
      ${verdict === 'HEALTHY' && lag !== null ? nothing : html`<p class="why">${reason}</p>`}
    </section>
  `;
}

function databaseNode({ outcome, code, pausedUntil, isStopped }: OverviewAnswer['database']): TemplateResult {
  const [tone, word] = (
    {
      READ: ['good', 'Answers'],
      FAILED: ['bad', 'Does not answer'],
      NOT_ASKED: ['unknown', 'Not asked'],
    } as const
  )[outcome];
  const why = outcome === 'NOT_ASKED' ? 'DATABASE_URL is not set' : code;
  return html`
    <section class="node is-store at-database is-${tone}">
      <h3>Postgres</h3>
      ${statusBadge(tone, word)}
      ${why === null ? nothing : html`<p class="why">${why}</p>`}
      ${isStopped ? html`<p class="why">deletions stand still</p>` : nothing}
      ${pausedUntil === null ? nothing : html`<p class="why">deletions paused until ${moment(pausedUntil)}</p>`}
    </section>
  `;
}

const arrow = (place: string, label: string): TemplateResult =>
  html`<div class="arrow at-${place}"><span class="arrow-label">${label}</span></div>`;

const handles = (stage: StageView | undefined): string =>
  stage === undefined || stage.handledPerSecond === null ? '' : rateText(stage.handledPerSecond);

/** The pipeline as one picture: what comes in, who handles it, where it goes. */
export function flowPicture({ stages, topics, database }: OverviewAnswer): TemplateResult {
  const stageOf = (name: StageView['stage']) => stages.find(({ stage }) => stage === name);
  const topicsOf = (purpose: Purpose) => topics.find((one) => one.purpose === purpose);
  const validator = stageOf('validator');
  const persister = stageOf('persister');
  return html`
    <h2 class="unseen">The flow</h2>
    <div class="flow">
      ${topicNode(topicsOf('inbound'), 'inbound')} ${arrow('into-validator', handles(validator))}
      ${stageNode(validator)} ${arrow('into-events', '')}
      ${topicNode(topicsOf('events'), 'events')} ${arrow('into-persister', handles(persister))}
      ${stageNode(persister)} ${arrow('into-database', '')}
      ${databaseNode(database)} ${arrow('into-deleter', '')}
      ${stageNode(stageOf('deleter'))} ${arrow('tombstones', 'tombstones')}
      ${arrow('into-feedback', '')} ${topicNode(topicsOf('feedback'), 'feedback')}
      ${arrow('into-dead-letter', '')} ${topicNode(topicsOf('dead-letter'), 'dead-letter')}
    </div>
  `;
}
