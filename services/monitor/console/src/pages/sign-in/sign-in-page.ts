import { html, type TemplateResult } from 'lit-html';
import type { Page, PageContext } from '../../page.ts';
import { ApiError, createApi } from '../../shell/api.ts';

/** Only addresses of the console: whoever made the link decides nothing else. */
const nextOf = (query: URLSearchParams): string => {
  const next = query.get('next') ?? '';
  return next.startsWith('/console/') ? next : '/console/';
};

const words: Readonly<Record<number, string>> = {
  401: 'This token is not known here.',
  403: 'This token is not known here.',
  429: 'Too many tries. Wait a minute.',
};

async function signIn(event: SubmitEvent, { query }: PageContext): Promise<void> {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const fault = form.querySelector('[role=alert]');
  try {
    await createApi().post('/api/session', { token: String(new FormData(form).get('token') ?? '').trim() });
    // Loaded as a whole: nothing of whoever was here before stays.
    location.replace(nextOf(query));
  } catch (thrown) {
    const status = thrown instanceof ApiError ? thrown.status : 0;
    if (fault !== null) fault.textContent = words[status] ?? 'The monitor does not answer.';
    form.querySelector('input')?.focus();
  }
}

const view = (_data: null, context: PageContext): TemplateResult => html`
  <form class="sign-in" @submit=${(event: SubmitEvent) => signIn(event, context)}>
    <p>This console shows what it shows to people with a token. Whoever runs the monitor gives them out.</p>
    <label>Token <input name="token" type="password" required autocomplete="current-password" maxlength="500" /></label>
    <p class="fault" role="alert"></p>
    <button class="primary" type="submit">Sign in</button>
  </form>
`;

/** Where people show their token. */
export const signInPage: Page<null> = {
  ...{ name: 'sign-in', title: 'Sign in', isListed: false, isOpen: true },
  load: async () => null,
  view,
};
