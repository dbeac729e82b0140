import { html, type TemplateResult } from 'lit-html';
import { chartCanvas } from './chart-canvas.ts';
import { countText, rateText } from './number.ts';
import { table } from './table.ts';
import { clock, moment, spanText } from './time.ts';

export type ChartUnit = 'count' | 'seconds' | 'rate';

export type ChartSeries = {
  readonly label: string;
  /** One for each instant; null where nobody knows: the line has a gap there. */
  readonly values: readonly (number | null)[];
};

export type Chart = {
  /** What it shows, in a few words; heads the chart. */
  readonly title: string;
  readonly unit: ChartUnit;
  /** Rising; milliseconds since the epoch. */
  readonly at: readonly number[];
  readonly series: readonly ChartSeries[];
  /** Lines by default; bars where each instant stands for a span, such as a day. */
  readonly form?: 'line' | 'bars';
  readonly heightPx?: number;
};

const units: Readonly<Record<ChartUnit, (value: number) => string>> = {
  count: countText,
  seconds: spanText,
  rate: rateText,
};

/** A figure as text, as its unit is written. */
export const unitText = (unit: ChartUnit, value: number | null | undefined): string =>
  value === null || value === undefined ? 'unknown' : units[unit](value);

/** So many rows hold what a person reads. */
const MAX_ROWS = 24;

/** A chart over time, and below it the same figures as a table for whoever does not see it. At most eight series have colours of their own. */
export function chart(options: Chart): TemplateResult {
  const { title, at, series, unit } = options;
  const step = Math.max(1, Math.ceil(at.length / MAX_ROWS));
  const rows = at
    .map((instant, index) => ({ instant, index }))
    .filter(({ index }) => (at.length - 1 - index) % step === 0);
  const isLong = (at.at(-1) ?? 0) - (at[0] ?? 0) > 86_400_000;
  return html`
    <figure class="chart">
      <figcaption>${title}</figcaption>
      <ul class="legend">
        ${series.map(({ label }, index) => html`<li><span class="swatch is-${index % 8}" aria-hidden="true"></span>${label}</li>`)}
      </ul>
      ${at.length < 2 ? html`<p class="empty-chart">Not enough looks yet to draw a line.</p>` : html`<div class="canvas" aria-hidden="true">${chartCanvas(options)}</div>`}
      <details>
        <summary>As a table</summary>
        ${table({
          caption: title,
          rows: rows.reverse(),
          columns: [
            { title: 'At', isHead: true, cell: ({ instant }) => (isLong ? moment(instant) : clock(instant)) },
            ...series.map(({ label, values }) => ({
              ...{ title: label, isFigure: true },
              cell: ({ index }: { readonly index: number }) => unitText(unit, values[index]),
            })),
          ],
        })}
      </details>
    </figure>
  `;
}
