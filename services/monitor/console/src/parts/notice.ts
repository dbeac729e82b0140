import { html, type TemplateResult } from 'lit-html';
import type { Tone } from './status-badge.ts';
import { toneMark } from './status-badge.ts';

/** A sentence over the content that must not be overlooked. */
export const notice = (tone: Tone, text: string | TemplateResult): TemplateResult =>
  html`<div class="notice is-${tone}">${toneMark(tone)}<p>${text}</p></div>`;
