import { noChange } from 'lit-html';
import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive } from 'lit-html/directive.js';
import uPlot from 'uplot';
import { type Chart, unitText } from './chart.ts';

const HEIGHT_PX = 200;
const darkness = matchMedia('(prefers-color-scheme: dark)');

/** The colour that a variable means now: a canvas understands no `light-dark()`. */
function styleOf(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const toData = ({ at, series }: Chart): uPlot.AlignedData => [
  at.map((instant) => instant / 1_000),
  ...series.map(({ values }) => [...values]),
];

/** Spans step by what clocks have: 200 s is no round figure. */
const spanSteps = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400,
];

const stepsOf = (unit: Chart['unit']): Pick<uPlot.Axis, 'incrs'> =>
  unit === 'seconds' ? { incrs: [...spanSteps, ...[2, 7, 14, 30, 90, 365].map((days) => days * 86_400)] } : {};

/** As short as it can be: 10 min and not 10 min 0 s. */
function axisText(unit: Chart['unit'], value: number): string {
  if (unit === 'seconds' && value < 60) return `${Number(value.toFixed(1))} s`;
  return unitText(unit, value).replace(/ 0 (s|min|h)$/, '');
}

function toAxis(side: Pick<uPlot.Axis, 'size' | 'values' | 'incrs'>): uPlot.Axis {
  const line = { stroke: styleOf('--chart-line'), width: 1 };
  return { stroke: styleOf('--muted'), font: '12px system-ui', grid: line, ticks: { show: false }, gap: 6, ...side };
}

function toOptions({ series, unit, form, heightPx }: Chart, width: number): uPlot.Options {
  const bars = form === 'bars' ? uPlot.paths.bars?.({ size: [0.7, 40] }) : undefined;
  return {
    ...{ width, height: heightPx ?? HEIGHT_PX, legend: { show: false }, padding: [8, 20, 0, 0] },
    cursor: { points: { show: false }, drag: { x: false, y: false }, y: false },
    scales: { x: { time: true }, y: { range: (_plot, _low, high) => [0, Math.max(1, (high ?? 0) * 1.1)] } },
    axes: [
      toAxis({ size: 28, values: twentyFourHours }),
      toAxis({ size: 72, ...stepsOf(unit), values: (_plot, splits) => splits.map((value) => axisText(unit, value)) }),
    ],
    series: [
      {},
      ...series.map((_one, index) => ({
        stroke: styleOf(`--series-${index % 8}`),
        width: 2,
        ...(bars === undefined ? {} : { paths: bars, fill: styleOf(`--series-${index % 8}`) }),
        points: { show: false },
      })),
    ],
  };
}

const pad = (value: number): string => String(value).padStart(2, '0');

function twentyFourHours(_plot: uPlot, splits: number[], _axis: number, _space: number, step: number): string[] {
  return splits.map((seconds) => {
    const at = new Date(seconds * 1_000);
    // Without the year: whole dates would run into each other on a narrow screen.
    if (step >= 86_400) return `${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
    return `${pad(at.getHours())}:${pad(at.getMinutes())}${step < 60 ? `:${pad(at.getSeconds())}` : ''}`;
  });
}

/** By identity: what was loaded anew is new. */
const hasSameFigures = (left: Chart, right: Chart): boolean =>
  left.at === right.at && right.series.every(({ values }, index) => values === left.series[index]?.values);

class ChartCanvas extends AsyncDirective {
  readonly #host = document.createElement('div');
  readonly #watch = new ResizeObserver(() => this.#resize());
  readonly #recolour = () => this.#make();
  #plot: uPlot | null = null;
  #chart: Chart | null = null;

  override render(chart: Chart): unknown {
    const isSame = this.#chart?.series.length === chart.series.length && this.#chart.unit === chart.unit;
    // Pages are drawn every second; a line only when there is something new.
    const isDrawn = this.#chart !== null && hasSameFigures(this.#chart, chart);
    this.#chart = chart;
    if (this.#plot !== null && isSame && isDrawn) return noChange;
    if (this.#plot !== null && isSame) this.#plot.setData(toData(chart));
    else if (this.#plot !== null) this.#make();
    else this.#begin();
    return this.#plot === null || !isSame ? this.#host : noChange;
  }

  #begin(): void {
    this.#watch.observe(this.#host);
    darkness.addEventListener('change', this.#recolour);
  }

  /** Its width is known only once it stands in the document. */
  #resize(): void {
    const width = this.#host.clientWidth;
    if (width === 0) return;
    if (this.#plot === null) this.#make();
    else if (this.#plot.width !== width) this.#plot.setSize({ width, height: this.#plot.height });
  }

  #make(): void {
    const width = this.#host.clientWidth;
    if (this.#chart === null || width === 0) return;
    this.#plot?.destroy();
    this.#plot = new uPlot(toOptions(this.#chart, width), toData(this.#chart), this.#host);
  }

  override disconnected(): void {
    this.#watch.disconnect();
    darkness.removeEventListener('change', this.#recolour);
    this.#plot?.destroy();
    this.#plot = null;
  }

  override reconnected(): void {
    this.#begin();
  }
}

/** A chart drawn on a canvas that follows the width of its place, and the colours of the page. */
export const chartCanvas = directive(ChartCanvas);
