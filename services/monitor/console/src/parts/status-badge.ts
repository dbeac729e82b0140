import { html, svg, type TemplateResult } from 'lit-html';

export type Tone = 'good' | 'warn' | 'bad' | 'unknown' | 'plain';

const marks: Readonly<Record<Tone, ReturnType<typeof svg>>> = {
  good: svg`<circle cx="8" cy="8" r="7" /><path class="cut" d="M4.6 8.2l2.3 2.4 4.6-5" />`,
  warn: svg`<path d="M8 1.2l7.2 13H.8z" /><path class="cut" d="M8 6v4M8 12v.2" />`,
  bad: svg`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" /><path class="cut" d="M5.5 5.5l5 5m0-5l-5 5" />`,
  unknown: svg`<circle class="hollow" cx="8" cy="8" r="6.2" /><path class="query" d="M6.2 6.4a1.9 1.9 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.2M8 11.4v.2" />`,
  plain: svg`<circle class="hollow" cx="8" cy="8" r="5" />`,
};

/** The sign of a tone: told apart by its form, not only by its colour. */
export const toneMark = (tone: Tone): TemplateResult =>
  html`<svg class="mark is-${tone}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${marks[tone]}</svg>`;

/** A word with a sign; `title` says why. */
export const statusBadge = (tone: Tone, word: string): TemplateResult =>
  html`<span class="badge is-${tone}">${toneMark(tone)}${word}</span>`;

const tones: Readonly<Record<string, Tone>> = {
  ...{ OK: 'good', HEALTHY: 'good', WARN: 'warn', WARNING: 'warn' },
  ...{ ERR: 'bad', STOP: 'bad', STALL: 'bad', REWIND: 'bad', UNHEALTHY: 'bad' },
  ...{ NOTFOUND: 'unknown', UNKNOWN: 'unknown' },
};

/** The tone of a status as the API names it: Burrow's words and verdicts of stages. */
export const toneOf = (status: string): Tone => tones[status] ?? 'plain';
