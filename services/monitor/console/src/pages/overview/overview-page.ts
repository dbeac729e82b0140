import { html } from 'lit-html';
import type { Page } from '../../page.ts';

/** The first page. */
export const overviewPage: Page<null> = {
  name: '',
  title: 'Overview',
  load: async () => null,
  view: () => html`<p>Soon.</p>`,
};
