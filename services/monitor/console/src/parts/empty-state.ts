import { html, type TemplateResult } from 'lit-html';

/** What stands where there is nothing to show: a title, and why or what to do. */
export const emptyState = (title: string, text: string | TemplateResult): TemplateResult => html`
  <div class="empty"><h2>${title}</h2><div>${text}</div></div>
`;
