import { html, nothing, type TemplateResult } from 'lit-html';
import type { AnyPage, PageContext } from '../page.ts';
import { emptyState } from '../parts/empty-state.ts';
import { clock } from '../parts/time.ts';
import { ApiError } from './api.ts';
import { pageHref } from './router.ts';
import type { ShellState } from './shell-state.ts';

export type ShellActions = {
  readonly onMenu: () => void;
  readonly onRetry: () => void;
  readonly onSignOut: () => void;
};

/** The frame around every page. */
export function shellView(
  state: ShellState,
  pages: readonly AnyPage[],
  context: PageContext,
  actions: ShellActions,
): TemplateResult {
  const { page } = state.place;
  const isOld = state.draw !== null && (!state.isConnected || state.failure !== null);
  const heading = page?.heading?.(context) ?? page?.title ?? 'Nothing here';
  return html`
    <a class="skip" href="#content">Skip to the content</a>
    ${headerView(state, pages, actions)}
    <div class="notices" role="status">${noticesView(state)}</div>
    <main id="content" tabindex="-1" class=${isOld ? 'is-old' : ''} aria-busy=${state.isLoading ? 'true' : 'false'}>
      <h1 tabindex="-1">${heading}</h1>
      ${contentView(state, context, actions)}
    </main>
    <footer class="foot">
      <span>Varselvakt</span>
      <a class="foot-link" href="/internal/health/ready?verbose">Health</a>
      <a class="foot-link" href="/metrics">Metrics</a>
      <a class="foot-link" href="/api/openapi.json">API</a>
    </footer>
  `;
}

function headerView(state: ShellState, pages: readonly AnyPage[], { onMenu, onSignOut }: ShellActions): TemplateResult {
  const listed = pages.filter(({ isListed }) => isListed !== false);
  return html`
    <header class="top">
      <a class="brand" href="/console/"><span class="brand-mark" aria-hidden="true"></span>Varselvakt</a>
      <button class="menu" type="button" aria-expanded=${state.isMenuOpen ? 'true' : 'false'} aria-controls="pages" @click=${onMenu}>
        Menu
      </button>
      <nav id="pages" class=${state.isMenuOpen ? 'is-open' : ''} aria-label="Pages">
        <ul>
          ${listed.map((page) => navItem(page, page === state.place.page))}
        </ul>
      </nav>
      <div class="top-end">
        ${liveMark(state)}
        ${whoView(state, onSignOut)}
      </div>
    </header>
  `;
}

function whoView({ session }: ShellState, onSignOut: () => void): TemplateResult | typeof nothing {
  if (session === null || (session.name === '' && !session.canSignIn)) return nothing;
  if (session.name === '') return html`<a href="/console/sign-in">Sign in</a>`;
  return html`
    <span class="who">${session.name}, ${session.role}</span>
    <button class="quiet" type="button" @click=${onSignOut}>Sign out</button>
  `;
}

const navItem = (page: AnyPage, isHere: boolean): TemplateResult => html`
  <li><a class="page-link" href=${pageHref(page)} aria-current=${isHere ? 'page' : nothing}>${page.title}</a></li>
`;

function liveMark({ isConnected, answeredAt }: ShellState): TemplateResult {
  if (!isConnected) return html`<span class="live live-off"><span aria-hidden="true">○</span> No answer</span>`;
  if (answeredAt === null) return html`<span class="live">Connecting …</span>`;
  return html`<span class="live" title="This page follows by itself"><span class="live-dot" aria-hidden="true">●</span> Live ${clock(answeredAt)}</span>`;
}

/** What keeps the page from being of now. */
function noticesView(state: ShellState): TemplateResult | typeof nothing {
  if (!state.isConnected) return disconnected(state);
  if (state.failure === null || state.draw === null) return nothing;
  const code = state.failure instanceof ApiError ? `${state.failure.status} ${state.failure.code}` : state.failure.name;
  return html`<p class="notice is-bad"><strong>The monitor answers, but with a fault (${code}).</strong> What you see is from before. Trying again by itself.</p>`;
}

function disconnected({ answeredAt, draw }: ShellState): TemplateResult {
  const since = answeredAt === null ? 'The monitor does not answer.' : html`No answer since ${clock(answeredAt)}.`;
  const kept = draw === null ? '' : ' What you see is from then.';
  return html`<p class="notice is-bad"><strong>${since}</strong>${kept} Trying again by itself.</p>`;
}

function contentView(state: ShellState, context: PageContext, { onRetry }: ShellActions): TemplateResult {
  const { place, draw, failure } = state;
  if (place.page === null) return emptyState('There is no such page', html`<a href="/console/">To the overview</a>`);
  if (draw !== null) return draw(context);
  if (failure !== null) return failureView(failure, onRetry);
  if (!state.isConnected)
    return emptyState('Nothing to show yet', 'The monitor has not answered since this page was opened.');
  return html`<div class="skeleton" aria-label="Loading"><span class="skeleton-block"></span><span class="skeleton-block"></span><span class="skeleton-block"></span></div>`;
}

const failureWords: Readonly<Record<number, readonly [string, string]>> = {
  403: ['You may not see this', 'It needs another role than yours.'],
  404: ['There is no such thing', 'It may be gone, or the address is not right.'],
  429: ['Too many questions', 'Wait a little, then try again.'],
  503: ['Not ready yet', 'The monitor has just started, or what it needs is away.'],
};

function failureView(failure: Error, onRetry: () => void): TemplateResult {
  const [title, why] = (failure instanceof ApiError ? failureWords[failure.status] : undefined) ?? [
    'This did not work',
    'The fault is the monitor’s, not yours. Its log says more.',
  ];
  const code = failure instanceof ApiError ? `${failure.status} ${failure.code}` : failure.name;
  const said = failure.message !== '' && failure instanceof ApiError ? html`<p>${failure.message}</p>` : nothing;
  return emptyState(
    title,
    html`<p>${why}</p>${said}<p><code>${code}</code></p><button type="button" @click=${onRetry}>Try again</button>`,
  );
}
