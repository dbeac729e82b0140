import { html, nothing, type TemplateResult } from 'lit-html';
import { type Tone, toneMark } from '../../parts/status-badge.ts';
import { moment, spanText } from '../../parts/time.ts';
import type { StepAnswer } from './trace-answer.ts';

const words: Readonly<Record<string, readonly [string, Tone]>> = {
  PUBLISHED: ['Received', 'plain'],
  ACCEPTED: ['Validated', 'good'],
  OUTCOME: ['Told the producer', 'plain'],
  STORED: ['Stored', 'good'],
  DUE: ['Due', 'plain'],
  DELETION_PLANNED: ['Deletion planned', 'plain'],
  HARD_DELETED: ['Deletion told', 'plain'],
  TOMBSTONED: ['Tombstone written', 'plain'],
  PUBLISHED_DELETION: ['Tombstones acknowledged', 'plain'],
  ROWS_GONE: ['Rows gone', 'good'],
  VERIFIED: ['Verified', 'good'],
  DEAD_LETTER: ['Dead letter', 'bad'],
};

/** A producer is told of what was accepted and of what was refused: the colour says which. */
function toneOfOutcome(detail: string): Tone {
  const [outcome] = detail.split(' ');
  if (outcome === 'ACCEPTED' || outcome === 'DELETED') return 'good';
  if (outcome === 'WARNED' || outcome === 'DUPLICATE' || outcome === 'DELETION_PLANNED') return 'plain';
  return 'bad';
}

function placeView({ what, place }: StepAnswer): TemplateResult | typeof nothing {
  if (place === null) return nothing;
  const [partition, offset] = place.split('/').slice(-2);
  return what === 'DEAD_LETTER'
    ? html`<a href=${`/console/dead-letters/${partition}/${offset}`}>${place}</a>`
    : html`${place}`;
}

const codeForm = /\b[A-Z]{3,}(?:_[A-Z]+)+\b/g;
/** Of outcomes and operations, which look alike and are no rules. */
const noRules: ReadonlySet<string> = new Set([
  'DELETION_PLANNED',
  'DELETE_NOW',
  'LABEL_DEFAULT',
  'IN_PROGRESS',
  'PRODUCER_OFFBOARDED',
]);

/** The codes of rules in a sentence lead to what the rule says. */
function detailView({ what, detail }: StepAnswer): unknown {
  if (what !== 'OUTCOME' && what !== 'DEAD_LETTER' && what !== 'ACCEPTED') return detail;
  const pieces: unknown[] = [];
  let end = 0;
  for (const found of detail.matchAll(codeForm)) {
    const [code] = found;
    if (noRules.has(code)) continue;
    pieces.push(detail.slice(end, found.index), html`<a href=${`/console/refusals/${code}`}>${code}</a>`);
    end = found.index + code.length;
  }
  return [...pieces, detail.slice(end)];
}

/** Below a second nothing is said: clocks of several machines differ by more. */
const gapOf = (steps: readonly StepAnswer[], index: number): TemplateResult | typeof nothing => {
  const [previous, step] = [steps[index - 1], steps[index]];
  const seconds = previous === undefined || step === undefined ? 0 : (step.at - previous.at) / 1_000;
  return seconds < 1 ? nothing : html`<span class="gap">${spanText(seconds)} later</span>`;
};

/** What happened, in order. */
export const timeline = (steps: readonly StepAnswer[]): TemplateResult => html`
  <ol class="timeline">
    ${steps.map((step, index) => {
      const [word, tone] = words[step.what] ?? [step.what, 'plain'];
      return html`
        <li class="step">
          ${toneMark(step.what === 'OUTCOME' ? toneOfOutcome(step.detail) : tone)}
          <div>
            <p class="step-head"><strong>${word}</strong> ${moment(step.at)} ${gapOf(steps, index)}</p>
            <p class="step-detail">${detailView(step)}</p>
            <p class="step-place">${placeView(step)}</p>
          </div>
        </li>
      `;
    })}
  </ol>
`;
