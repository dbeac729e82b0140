import { html, nothing, type TemplateResult } from 'lit-html';
import { type Tone, toneMark } from './status-badge.ts';

export type FactCard = {
  readonly title: string;
  /** The figure or word; the whole card leads where it is made of. */
  readonly value: unknown;
  readonly href?: string;
  /** What there is to say beside. */
  readonly beside?: unknown;
  /** Anything but plain has a sign, too. */
  readonly tone?: Tone;
};

/** One figure of a page, large, with what it is made of one click away. */
export const factCard = ({ title, value, href, beside, tone = 'plain' }: FactCard): TemplateResult => html`
  <section class="card fact is-${tone}">
    <h2>${title}</h2>
    <p class="fact-value">
      ${tone === 'plain' ? nothing : toneMark(tone)}${href === undefined ? value : html`<a href=${href}>${value}</a>`}
    </p>
    ${beside === undefined ? nothing : html`<p class="fact-beside">${beside}</p>`}
  </section>
`;
