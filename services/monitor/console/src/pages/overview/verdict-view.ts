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
export function decideVerdict({
  isHealthy,
  collectedAt,
  failure,
  stages,
  probe,
}: OverviewAnswer): readonly [Tone, string] {
  if (collectedAt === null && failure === null) return ['unknown', 'Looking for the first time …'];
  const isAnyBad = probe?.state === 'LOST' || stages.some(({ verdict }) => verdict === 'UNHEALTHY');
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

type Probe = NonNullable<OverviewAnswer['probe']>;

const lostProbe = ({ reason }: Probe): TemplateResult => html`
  <li>
    ${toneMark('bad')}
    <div>
      <p>The probe, an event of our own, did not get through: ${reason}.</p>
      <p class="what-to-do">see which leg it was, and what that service says: <code>varselvakt probe</code></p>
    </div>
  </li>
`;

const legNames = ['validate', 'store', 'delete'] as const;

function probeLine(probe: OverviewAnswer['probe']): TemplateResult | typeof nothing {
  if (probe === null) return nothing;
  const known = legNames.filter((leg) => probe.legsMs[leg] !== null);
  if (probe.state !== 'OK' || known.length < legNames.length) return html` · probe: ${probe.reason}`;
  const legs = known.map((leg) => `${leg} ${((probe.legsMs[leg] ?? 0) / 1_000).toFixed(1)} s`);
  return html` · an event of our own went through all of it: ${legs.join(', ')}`;
}

/** Is it healthy, why not, what to do: the gravest first. */
export function verdictView(overview: OverviewAnswer, now: number): TemplateResult {
  const [tone, sentence] = decideVerdict(overview);
  const troubles = overview.stages
    .filter(isTrouble)
    .sort((left, right) => gravity[left.verdict] - gravity[right.verdict]);
  const { collectedAt, probe } = overview;
  const lost = probe?.state === 'LOST' ? [lostProbe(probe)] : [];
  const items = [...lost, ...troubles.map(troubleView)];
  return html`
    <section class="verdict is-${tone}" aria-label="Verdict">
      <p class="sentence">${toneMark(tone)}${sentence}</p>
      ${items.length === 0 ? nothing : html`<ul class="troubles">${items}</ul>`}
      <p class="looked">${collectedAt === null ? 'Not looked yet' : html`Looked ${ago(collectedAt, now)}`} · cluster ${overview.cluster}${probeLine(probe)}</p>
    </section>
  `;
}
