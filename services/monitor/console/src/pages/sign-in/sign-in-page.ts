import { html, type TemplateResult } from 'lit-html';
import type { Page, PageContext } from '../../page.ts';
import { ApiError, createApi } from '../../shell/api.ts';
import type { SessionAnswer } from '../../shell/session.ts';

type Data = { readonly canSignIn: boolean; readonly fault: string };

/** Only addresses of the console: whoever made the link decides nothing else. */
const nextOf = (query: URLSearchParams): string => {
  const next = query.get('next') ?? '';
  return next.startsWith('/console/') ? next : '/console/';
};

const words: Readonly<Record<number, string>> = {
  401: 'This token is not known here.',
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

const usedWords = 'This address has signed somebody in already, or the monitor was started anew.';

/**
 * `npm start` prints an address with a code that works once. It stands behind the #, which is sent to no server, and is taken out of the
 * address before it is used. Gives what went wrong; it stays with the address, for pages are loaded again and again.
 */
async function takeCode({ query }: PageContext): Promise<string> {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (code === null) return (history.state as { isCodeUsed?: true } | null)?.isCodeUsed === true ? usedWords : '';
  const cleanAddress = location.pathname + location.search;
  history.replaceState(null, '', cleanAddress);
  const api = createApi();
  const { name } = await api.get<SessionAnswer>('/api/session');
  try {
    if (name === null) await api.post('/api/session', { code });
    location.replace(nextOf(query));
    return '';
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) throw thrown;
    history.replaceState({ isCodeUsed: true }, '', cleanAddress);
    return usedWords;
  }
}

async function load(context: PageContext): Promise<Data> {
  const fault = await takeCode(context);
  const { canSignIn } = await context.api.get<SessionAnswer>('/api/session');
  return { canSignIn, fault };
}

function view({ canSignIn, fault }: Data, context: PageContext): TemplateResult {
  if (!canSignIn)
    return html`
      <p class="fault" role="alert" .textContent=${fault}></p>
      <p>Nobody has a token here: whoever reaches this address may look, and nobody may act. To act, give somebody a token with
      <code>MONITOR_TOKENS</code>.</p>
      <p><a href="/console/">To the overview</a></p>
    `;
  return html`
    <form class="sign-in" @submit=${(event: SubmitEvent) => signIn(event, context)}>
      <p>A token says who you are and what you may do. Whoever runs the monitor gives them out.</p>
      <label>Token <input name="token" type="password" required autocomplete="current-password" maxlength="500" /></label>
      <p class="fault" role="alert" .textContent=${fault}></p>
      <button class="primary" type="submit">Sign in</button>
    </form>
  `;
}

/** Where people show their token. */
export const signInPage: Page<Data> = {
  ...{ name: 'sign-in', title: 'Sign in', isListed: false, isOpen: true },
  load,
  view,
};
