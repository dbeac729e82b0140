import { html } from 'lit-html';
import type { Page } from '../../page.ts';

/** How far each group is. */
export const lagPage: Page<null> = {
  name: 'lag',
  title: 'Lag',
  load: async () => null,
  view: () => html`<p>Soon.</p>`,
};
