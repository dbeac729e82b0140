import { html, type TemplateResult } from 'lit-html';

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const rough = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const small = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2 });

/** All digits, in groups of three. */
export const countText = (value: number): string => whole.format(value);

/** A whole number; null is "unknown", never 0. A large one is shown roughly with the exact one as title. */
export function count(value: number | null): TemplateResult {
  if (value === null) return html`<span class="unknown">unknown</span>`;
  if (Math.abs(value) < 100_000) return html`<span class="figure">${whole.format(value)}</span>`;
  return html`<span class="figure" title=${whole.format(value)}>${rough.format(value)}</span>`;
}

/** So many per second, as words: `12 /s`, and per minute where that says more. */
export function rateText(perSecond: number): string {
  if (perSecond === 0) return '0 /s';
  if (perSecond >= 9.5) return `${perSecond < 100_000 ? whole.format(perSecond) : rough.format(perSecond)} /s`;
  if (perSecond >= 0.1) return `${small.format(perSecond)} /s`;
  return `${small.format(perSecond * 60)} /min`;
}

/** So many per second; null is "unknown". */
export const rate = (perSecond: number | null): TemplateResult =>
  perSecond === null
    ? html`<span class="unknown">unknown</span>`
    : html`<span class="figure">${rateText(perSecond)}</span>`;

/** A part of the whole, 0 to 1, as percent. */
export const percent = (part: number | null): TemplateResult =>
  part === null
    ? html`<span class="unknown">unknown</span>`
    : html`<span class="figure">${small.format(part * 100)} %</span>`;
