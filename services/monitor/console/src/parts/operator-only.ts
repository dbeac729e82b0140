import { html, type TemplateResult } from 'lit-html';
import type { PageContext } from '../page.ts';

/** What an operator may do; whoever may not is told why there is nothing. */
export const operatorOnly = ({ role }: PageContext, what: string, actions: () => TemplateResult): TemplateResult =>
  role === 'operator'
    ? html`<div class="actions">${actions()}</div>`
    : html`<p class="muted">${what} takes the role operator.</p>`;
