import { html, nothing, type TemplateResult } from 'lit-html';
import { commandText } from '../../parts/command-text.ts';
import { type Tone, toneMark, toneOf } from '../../parts/status-badge.ts';
import { ago } from '../../parts/time.ts';
import type { OverviewAnswer, StageView } from './overview-answer.ts';

const gravity = { UNHEALTHY: 0, UNKNOWN: 1, WARNING: 2, HEALTHY: 3 } as const;

/** What was not asked for on purpose is no trouble. */
const isTrouble = ({ verdict, action }: StageView): boolean =>
  verdict === 'UNHEALTHY' || verdict === 'WARNING' || (verdict === 'UNKNOWN' && action !== null);

/** The whole in one sentence, and how that looks. */
export function decideVerdict({ isHealthy, collectedAt, failure, stages }: OverviewAnswer): readonly [Tone, string] {
  if (collectedAt === null && failure === null) return ['unknown', 'Looking for the first time …'];
  const isAnyBad = stages.some(({ verdict }) => verdict === 'UNHEALTHY');
  if (!isHealthy && !isAnyBad) return ['unknown', 'Nobody knows whether the pipeline works'];
  if (!isHealthy) return ['bad', 'The pipeline does not work'];
  return stages.some(({ verdict }) => verdict === 'WARNING')
    ? ['warn', 'The pipeline works, with something to look at']
    : ['good', 'The pipeline works'];
}

const troubleView = (stage: StageView): TemplateResult => html`
  <li>
    ${toneMark(toneOf(stage.verdict))}
    <div>
      <p><a href="#stage-${stage.stage}">The ${stage.stage}</a>: ${stage.reason}.</p>
      ${stage.action === null ? nothing : html`<p class="what-to-do">${commandText(stage.action)}</p>`}
    </div>
  </li>
`;

/** Is it healthy, why not, what to do: the gravest first. */
export function verdictView(overview: OverviewAnswer, now: number): TemplateResult {
  const [tone, sentence] = decideVerdict(overview);
  const troubles = overview.stages
    .filter(isTrouble)
    .sort((left, right) => gravity[left.verdict] - gravity[right.verdict]);
  const { collectedAt } = overview;
  return html`
    <section class="verdict is-${tone}" aria-label="Verdict">
      <p class="sentence">${toneMark(tone)}${sentence}</p>
      ${troubles.length === 0 ? nothing : html`<ul class="troubles">${troubles.map(troubleView)}</ul>`}
      <p class="looked">${collectedAt === null ? 'Not looked yet' : html`Looked ${ago(collectedAt, now)}`} · cluster ${overview.cluster}</p>
    </section>
  `;
}
