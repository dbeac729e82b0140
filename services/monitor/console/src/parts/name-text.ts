import { html, type TemplateResult } from 'lit-html';

/** A name as of a topic or group, which breaks behind its dots and dashes where it is too long. */
export const nameText = (name: string): TemplateResult =>
  html`${name.split(/(?<=[._-])/).map((part, index) => (index === 0 ? part : html`<wbr />${part}`))}`;
