import type { IncomingMessage } from 'node:http';

const loopbackAddress = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;
const loopbackHost = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Whether a request is from a program on this machine that meant this machine. The name is asked for too: else a web page could let its
 * own name point to 127.0.0.1 and read the answers in a visitor's browser.
 */
export function isFromLoopback(request: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  return loopbackAddress.test(request.socket.remoteAddress ?? '') && loopbackHost.test(request.headers.host ?? '');
}
