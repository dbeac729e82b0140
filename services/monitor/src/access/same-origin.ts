import type { IncomingMessage } from 'node:http';
import { isForPublicHost } from './reach.ts';

type Asked = Pick<IncomingMessage, 'headers' | 'method'>;

/** Requests that change nothing. */
export const isSafeMethod = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD';

function isOwnOrigin({ headers }: Asked, publicOrigin: string | null): boolean {
  const origin = URL.parse(headers.origin ?? '');
  if (origin === null) return false;
  if (isForPublicHost({ headers }, publicOrigin)) return origin.origin === publicOrigin;
  return origin.host === headers.host?.toLowerCase();
}

/**
 * Whether a browser asks us first before it sends this for a page of another site; we never say yes. So a forged request stays away also
 * where a browser is too old to say what it is for.
 */
export const isAskedAboutFirst = ({ method, headers }: Asked): boolean =>
  method === 'DELETE' || /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');

/**
 * Whether a page of another site made a browser send this. Programs send none of these headers; a browser cannot be kept from sending them.
 * Following a link from elsewhere to a page of ours is in order.
 */
export function isFromElsewhere(asked: Asked, publicOrigin: string | null): boolean {
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode, origin } = asked.headers;
  const isLink = isSafeMethod(asked.method) && mode === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isLink) return true;
  return origin !== undefined && !isOwnOrigin(asked, publicOrigin);
}
