import { html, type TemplateResult } from 'lit-html';

const commandForm = /varselvakt [a-z][\w -]*(?:<[\w ]+>)?/;

/** A sentence with the command that it names set apart. */
export function commandText(text: string): TemplateResult {
  const found = commandForm.exec(text);
  if (found === null) return html`${text}`;
  const [command] = found;
  return html`${text.slice(0, found.index)}<code>${command.trim()}</code>${text.slice(found.index + command.trim().length)}`;
}
