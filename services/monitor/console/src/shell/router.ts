import type { AnyPage } from '../page.ts';

/** Where the console is. */
export type Place = {
  readonly page: AnyPage | null;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly href: string;
};

export const consolePath = '/console/';

/** The address of a page. */
export const pageHref = ({ name }: Pick<AnyPage, 'name'>): string => consolePath + name;

const decodePart = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** What an address means; a page of null is none that there is. */
export function parsePlace(url: Pick<URL, 'pathname' | 'search'>, pages: readonly AnyPage[]): Place {
  const [name = '', ...rest] = url.pathname.slice(consolePath.length).split('/');
  const path = rest.filter((part) => part !== '').map(decodePart);
  const page = pages.find((one) => one.name === name) ?? null;
  return { page, path, query: new URLSearchParams(url.search), href: url.pathname + url.search };
}

/** Whether two places differ in what is looked at, and not only in its choices. */
export const isOtherPage = (left: Place, right: Place): boolean =>
  left.page !== right.page || left.path.join('/') !== right.path.join('/');

/** The address inside the console that a click leads to; null: the browser's own matter. */
export function hrefOfClick(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
  if (link === undefined || link.target !== '' || link.hasAttribute('download')) return null;
  if (link.origin !== location.origin || !link.pathname.startsWith(consolePath)) return null;
  if (link.hash !== '' && link.pathname === location.pathname) return null;
  return link.pathname + link.search;
}
