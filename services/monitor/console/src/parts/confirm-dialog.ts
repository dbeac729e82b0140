import { html, nothing, render } from 'lit-html';
import { ApiError } from '../shell/api.ts';

export type Confirmation = {
  readonly title: string;
  /** What will happen, and what cannot be undone. */
  readonly text: unknown;
  /** The word on the button, such as "Pause deletions". */
  readonly verb: string;
  readonly isDangerous?: boolean;
  /** What must be typed first, such as the id of a producer. */
  readonly typed?: string;
  /** Does it; what it throws is shown and the dialog stays. */
  readonly act: (reason: string) => Promise<void>;
};

const sayWhy = (thrown: unknown): string => {
  if (thrown instanceof ApiError) return thrown.message === '' ? `It was refused (${thrown.code}).` : thrown.message;
  return 'The monitor did not answer: whether it was done is not known. Look before you try again.';
};

/** Asks for a reason (every action is audited with it) and does what was confirmed. Resolves true when it was done, false when not. */
export function confirmAction(confirmation: Confirmation): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'confirm';
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  document.body.append(dialog);
  let isDone = false;
  let isBusy = false;

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.target as HTMLFormElement);
    isBusy = true;
    draw('');
    try {
      await confirmation.act(String(form.get('reason') ?? '').trim());
      isDone = true;
      dialog.close();
    } catch (thrown) {
      isBusy = false;
      draw(sayWhy(thrown));
    }
  };
  const close = () => dialog.close();
  const draw = (fault: string): void => {
    render(view(confirmation, fault, isBusy, submit, close), dialog);
  };

  draw('');
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(isDone);
    });
  });
}

function view(
  { title, text, verb, typed, isDangerous }: Confirmation,
  fault: string,
  isBusy: boolean,
  onSubmit: (event: SubmitEvent) => Promise<void>,
  onCancel: () => void,
) {
  const pattern = typed?.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return html`
    <form @submit=${onSubmit}>
      <h2 id="confirm-title">${title}</h2>
      <div>${text}</div>
      <label>Reason, for those who come after you
        <input name="reason" required maxlength="200" autocomplete="off" pattern=".*\\S.*" />
      </label>
      ${
        pattern === undefined
          ? nothing
          : html`<label><span>Type <code>${typed}</code> to confirm</span>
        <input name="typed" required autocomplete="off" pattern=${pattern} /></label>`
      }
      <p class="fault" role="alert">${fault}</p>
      <div class="buttons">
        <button type="button" @click=${onCancel}>Cancel</button>
        <button type="submit" class=${isDangerous === true ? 'danger' : 'primary'} ?disabled=${isBusy}>${isBusy ? 'Working …' : verb}</button>
      </div>
    </form>
  `;
}
