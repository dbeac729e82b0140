import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { AccessRules } from './access-settings.ts';

/** What is looked at of a request before anything else. */
export type Caller = Pick<IncomingMessage, 'socket' | 'headers'>;

type ReachRules = Pick<AccessRules, 'reach' | 'tokens' | 'publicOrigin'>;

const loopbackAddress = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;
const loopbackHost = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i;
const hostForm = /^(?:\[([0-9a-f:.]{2,45})\]|([\w.-]{1,255}))(?::\d{1,5})?$/i;

/** Whether a host is an address or a name without a dot: nobody else can let such a one point here, as they can with a name of their own. */
function isBeyondRebinding(host: string): boolean {
  const [, address, name = ''] = hostForm.exec(host) ?? [];
  if (address !== undefined) return isIP(address) === 6;
  return isIP(name) === 4 || /^[\w-]+$/.test(name);
}

/** Whether a request was meant for the address that browsers find the console at. */
export const isForPublicHost = ({ headers }: Pick<Caller, 'headers'>, publicOrigin: string | null): boolean =>
  publicOrigin !== null && headers.host?.toLowerCase() === new URL(publicOrigin).host;

/**
 * Whether a request may come in at all, whoever sends it. The host it names is asked for too: else a web page could let its own name point to
 * 127.0.0.1 and read the answers in a visitor's browser. With tokens, anybody who comes from elsewhere has to show one, which no such page can.
 */
export function isReachable(caller: Caller, { reach, tokens, publicOrigin }: ReachRules): boolean {
  const host = caller.headers.host ?? '';
  if (reach === 'any') return tokens.length > 0 || isBeyondRebinding(host);
  if (!loopbackAddress.test(caller.socket.remoteAddress ?? '')) return false;
  return loopbackHost.test(host) || isForPublicHost(caller, publicOrigin);
}
