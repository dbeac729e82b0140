import type { TemplateResult } from 'lit-html';
import type { Api } from './shell/api.ts';

export type Role = 'viewer' | 'operator';

/** Where a page is, what it may ask, and who looks at it. */
export type PageContext = {
  /** What stands in the address behind the page's own name: `/console/producers/team-a` gives `['team-a']`. */
  readonly path: readonly string[];
  /** The choices of the view, as the address has them. Change them by links (`withQuery`) or `go`. */
  readonly query: URLSearchParams;
  readonly api: Api;
  readonly role: Role;
  /** Milliseconds since the epoch: when the view is drawn. */
  readonly now: number;
  /** Loads anew and draws; focus and scroll stay. */
  readonly update: () => void;
  /** Goes to another address of the console, such as `/console/lag?group=a`; `replace` leaves no step back. */
  readonly go: (href: string, options?: { readonly replace?: boolean }) => void;
};

/**
 * A page of the console: what it loads and how that looks. Pages keep nothing: whatever is chosen stands in the address. No `style` attributes
 * (the content security policy refuses them): classes, SVG attributes or CSSOM in a directive.
 */
export type Page<Data> = {
  /** The first part of the address behind `/console/`; empty for the first page. */
  readonly name: string;
  /** Heading of the page, word of the navigation, title of the window. */
  readonly title: string;
  /** What the heading says where it depends on what is shown; the title otherwise. */
  readonly heading?: (context: PageContext) => string;
  /** True: who has not signed in may see it too. */
  readonly isOpen?: boolean;
  /** False: it stands in no navigation. */
  readonly isListed?: boolean;
  /** Asks for what the view shows. Let errors of `api` through: the shell tells them. */
  readonly load: (context: PageContext) => Promise<Data>;
  readonly view: (data: Data, context: PageContext) => TemplateResult;
};

/** A page whose data only it knows: what the shell works with. */
export type AnyPage = Omit<Page<unknown>, 'load' | 'view'> & {
  readonly load: (context: PageContext) => Promise<(context: PageContext) => TemplateResult>;
};

/** Makes a page fit for the list of pages. */
export const listPage = <Data>({ load, view, ...page }: Page<Data>): AnyPage => ({
  ...page,
  load: async (context) => {
    const data = await load(context);
    return (drawn) => view(data, drawn);
  },
});

/** An address with some choices changed; null takes one out. */
export function withQuery(
  path: string,
  query: URLSearchParams,
  changes: Readonly<Record<string, string | null>>,
): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text === '' ? path : `${path}?${text}`;
}
