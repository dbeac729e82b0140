import { html, svg, type TemplateResult } from 'lit-html';
import { countText } from '../../parts/number.ts';
import { table } from '../../parts/table.ts';
import { type Stack, totalAt } from './stack-refusals.ts';

const SLOT = 10;
const BAR = 8;
const HEIGHT = 100;

export type StackedBars = {
  readonly title: string;
  readonly stack: Stack;
  readonly step: 'HOUR' | 'DAY';
};

const pad = (value: number): string => String(value).padStart(2, '0');
const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Days are UTC, as they are counted; hours are those of the reader’s clock. */
export function bucketText(at: number, step: 'HOUR' | 'DAY'): string {
  if (step === 'DAY') return dayText(at);
  const date = new Date(at);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The lowest round number that nothing rises above. */
export function niceTop(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, highest)));
  return steps.map((step) => step * power).find((top) => top >= highest && Number.isInteger(top)) ?? highest;
}

/** Bars over time, stacked by colour, and the same figures as a table. */
export function stackedBars({ title, stack, step }: StackedBars): TemplateResult {
  const totals = stack.startsAt.map((_at, index) => totalAt(stack, index));
  const top = niceTop(Math.max(1, ...totals));
  const { startsAt, series } = stack;
  const marks = [startsAt[0], startsAt[Math.floor(startsAt.length / 2)], startsAt.at(-1)];
  return html`
    <figure class="chart">
      <figcaption>${title}</figcaption>
      <ul class="legend">
        ${series.map(({ label }, index) => html`<li><span class="swatch block is-${index % 8}" aria-hidden="true"></span>${label}</li>`)}
      </ul>
      <div class="stack" aria-hidden="true">
        <div class="stack-scale"><span>${countText(top)}</span><span>0</span></div>
        <svg viewBox="0 0 ${startsAt.length * SLOT} ${HEIGHT}" preserveAspectRatio="none">
          ${startsAt.map((at, index) => bar(stack, index, { top, text: bucketText(at, step) }))}
        </svg>
        <div class="stack-times">${marks.map((at) => html`<span>${at === undefined ? '' : bucketText(at, step)}</span>`)}</div>
      </div>
      ${figures({ title, stack, step })}
    </figure>
  `;
}

type BarScale = { readonly top: number; readonly text: string };

function bar({ series }: Stack, index: number, { top, text }: BarScale) {
  let below = 0;
  const x = index * SLOT + (SLOT - BAR) / 2;
  const parts = series.flatMap(({ label, counts }, number) => {
    const count = counts[index] ?? 0;
    if (count === 0) return [];
    const y = HEIGHT - ((below + count) / top) * HEIGHT;
    below += count;
    const height = (count / top) * HEIGHT;
    return [
      svg`<rect class="is-${number % 8}" x=${x} y=${y} width=${BAR} height=${height}><title>${text}: ${label} ${countText(count)}</title></rect>`,
    ];
  });
  return svg`<g>${parts}</g>`;
}

function figures({ title, stack, step }: StackedBars): TemplateResult {
  const { startsAt, series } = stack;
  const rows = startsAt.map((at, index) => ({ at, index })).filter(({ index }) => totalAt(stack, index) > 0);
  return html`
    <details>
      <summary>As a table</summary>
      ${table({
        caption: title,
        rows: rows.reverse(),
        empty: html`<p class="muted">Nothing in this time.</p>`,
        columns: [
          { title: step === 'DAY' ? 'Day (UTC)' : 'Hour', isHead: true, cell: ({ at }) => bucketText(at, step) },
          ...series.map(({ label, counts }) => ({
            ...{ title: label, isFigure: true },
            cell: ({ index }: { readonly index: number }) => countText(counts[index] ?? 0),
          })),
        ],
      })}
    </details>
  `;
}
