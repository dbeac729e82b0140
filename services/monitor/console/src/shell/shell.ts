import { render } from 'lit-html';
import type { AnyPage, PageContext } from '../page.ts';
import { ApiError, createApi } from './api.ts';
import { openLive } from './live.ts';
import { hrefOfClick, isOtherPage, type Place, parsePlace } from './router.ts';
import { readSession } from './session.ts';
import { afterFailure, afterLoad, afterMove, firstState, type ShellState } from './shell-state.ts';
import { shellView } from './shell-view.ts';

const RETRY_MS = 3_000;
const SILENCE_MS = 30_000;

/** Runs the console in an element: navigation, loading, refreshing, and what is shown when nobody answers. */
export class Shell {
  readonly #root: HTMLElement;
  readonly #pages: readonly AnyPage[];
  #state: ShellState;
  #loading = new AbortController();
  #isBusy = false;
  #isDue = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, pages: readonly AnyPage[]) {
    this.#root = root;
    this.#pages = pages;
    this.#state = firstState(this.#here());
  }

  /** Begins; goes on until the window is closed. */
  start(): void {
    document.addEventListener('click', (event) => {
      const href = hrefOfClick(event);
      if (href === null) return;
      event.preventDefault();
      this.go(href);
    });
    window.addEventListener('popstate', () => this.#moveTo(this.#here()));
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden && this.#isDue) this.refresh();
    });
    document.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && this.#state.isMenuOpen) this.#set({ ...this.#state, isMenuOpen: false });
    });
    openLive(() => this.refresh());
    // What is told as "4 s ago" goes on while nothing new comes.
    setInterval(() => this.#tick(), 1_000);
    this.#draw();
    void this.#load();
  }

  #tick(): void {
    if (document.hidden) return;
    const { answeredAt } = this.#state;
    // A monitor that hangs closes no stream: silence is asked about.
    if (answeredAt !== null && Date.now() - answeredAt > SILENCE_MS && !this.#isBusy) this.refresh();
    this.#draw();
  }

  /** Shows another address of the console. */
  go(href: string, { replace = false }: { readonly replace?: boolean } = {}): void {
    history[replace ? 'replaceState' : 'pushState'](null, '', href);
    this.#moveTo(this.#here());
  }

  /** Loads anew, unless nobody looks; then when somebody does. A load that runs is not ended: one more follows. */
  refresh(): void {
    if (document.hidden || this.#isBusy) {
      this.#isDue = true;
      return;
    }
    void this.#load();
  }

  #here(): Place {
    return parsePlace(location, this.#pages);
  }

  #moveTo(place: Place): void {
    const isOther = isOtherPage(this.#state.place, place);
    this.#loading.abort();
    this.#set(afterMove(this.#state, place, isOther));
    if (isOther) {
      window.scrollTo(0, 0);
      this.#root.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    }
    void this.#load();
  }

  async #load(): Promise<void> {
    const loading = new AbortController();
    this.#loading = loading;
    this.#isBusy = true;
    this.#isDue = false;
    clearTimeout(this.#retry);
    try {
      const next = await this.#ask(loading.signal);
      if (!loading.signal.aborted) this.#set(next);
    } catch (thrown) {
      if (loading.signal.aborted) return;
      this.#set(afterFailure(this.#state, thrown, Date.now()));
      if (thrown instanceof ApiError && thrown.status === 401) this.#signIn();
    } finally {
      if (this.#loading === loading) this.#afterLoad();
    }
  }

  #afterLoad(): void {
    this.#isBusy = false;
    const { isConnected, failure } = this.#state;
    if (!isConnected || failure !== null) this.#retry = setTimeout(() => this.refresh(), RETRY_MS);
    else if (this.#isDue && !document.hidden) this.refresh();
  }

  async #ask(signal: AbortSignal): Promise<ShellState> {
    const { page } = this.#state.place;
    const api = createApi(signal);
    const session = page?.isOpen === true ? null : (this.#state.session ?? (await readSession(api)));
    if (session === null && page?.isOpen !== true) throw new ApiError(401, 'UNAUTHENTICATED', '', null);
    this.#state = { ...this.#state, session };
    const draw = page === null ? null : await page.load(this.#context(signal));
    const known = { ...this.#state, session };
    return draw === null ? { ...known, isLoading: false, isConnected: true } : afterLoad(known, draw, Date.now());
  }

  #signIn(): void {
    this.#state = { ...this.#state, session: null };
    const next = encodeURIComponent(this.#state.place.href);
    if (this.#state.place.page?.isOpen !== true) this.go(`/console/sign-in?next=${next}`, { replace: true });
  }

  async #signOut(): Promise<void> {
    await createApi()
      .delete('/api/session')
      .catch(() => undefined);
    location.assign('/console/');
  }

  #context(signal?: AbortSignal): PageContext {
    const { place, session } = this.#state;
    return {
      ...{ path: place.path, query: place.query, api: createApi(signal), role: session?.role ?? 'viewer' },
      now: Date.now(),
      update: () => this.refresh(),
      go: (href, options) => this.go(href, options),
    };
  }

  #set(state: ShellState): void {
    this.#state = state;
    this.#draw();
  }

  #draw(): void {
    const context = this.#context();
    const { page } = this.#state.place;
    document.title = page === null ? 'Varselvakt' : `${page.heading?.(context) ?? page.title} – Varselvakt`;
    const onMenu = () => this.#set({ ...this.#state, isMenuOpen: !this.#state.isMenuOpen });
    const onRetry = () => this.refresh();
    const onSignOut = () => void this.#signOut();
    render(shellView(this.#state, this.#pages, context, { onMenu, onRetry, onSignOut }), this.#root);
  }
}
