import type { ServerResponse } from 'node:http';

/** Somebody who watches. */
export type Watcher = {
  /** Who it is, and from where: one of them does not get all streams. */
  readonly caller: string;
  readonly response: ServerResponse;
  /** Asked before each thing that is sent: whoever has signed out watches no longer. */
  readonly isStillAllowed: () => boolean;
};

export type EventStreams = {
  /** Begins a stream, with the last event first; false when there are too many, and nothing was written. */
  readonly open: (watcher: Watcher) => boolean;
  /** Sends an event to all, as JSON. Those who do not read are let go. */
  readonly send: (event: string, data: unknown) => void;
  readonly count: () => number;
  /** Ends all streams; none begins from then on. */
  readonly close: () => void;
};

export type StreamLimits = {
  readonly maxCount: number;
  /** A browser opens six connections to a server: with one less, it can still ask for something else. */
  readonly maxPerCaller: number;
  /** More than that unread, and a stream ends. */
  readonly maxUnreadBytes: number;
  readonly heartbeatMs: number;
};

/** Limits besides the number that the settings give. */
export const usualLimits = { maxPerCaller: 5, maxUnreadBytes: 64 * 1024, heartbeatMs: 15_000 } as const;

const keepAliveMs = 30_000;
/** How soon a browser comes back after a stream has ended. */
const opening = 'retry: 3000\n\n';

/** Keeps the event streams (server-sent events) of a server; a bounded number with bounded buffers. */
export function createEventStreams({
  maxCount,
  maxPerCaller,
  maxUnreadBytes,
  heartbeatMs,
}: StreamLimits): EventStreams {
  const watchers = new Set<Watcher>();
  let last = '';
  let isClosed = false;

  const write = (watcher: Watcher, text: string) => {
    const { response } = watcher;
    if (response.writableLength > maxUnreadBytes) response.destroy();
    else if (watcher.isStillAllowed()) response.write(text);
    else response.end();
  };
  const writeAll = (text: string) => {
    for (const watcher of [...watchers]) write(watcher, text);
  };
  // Also so that a proxy does not take silence for the end.
  const heartbeat = setInterval(() => writeAll(': still here\n\n'), heartbeatMs).unref();

  return {
    open: (watcher) => {
      const ofCaller = [...watchers].filter(({ caller }) => caller === watcher.caller).length;
      if (isClosed || watchers.size >= maxCount || ofCaller >= maxPerCaller) return false;
      watchers.add(watcher);
      const { response } = watcher;
      response.once('close', () => watchers.delete(watcher));
      response.on('error', () => response.destroy());
      // Whoever went away without a word is found out by the network.
      response.socket?.setKeepAlive(true, keepAliveMs);
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
      response.write(opening + last);
      return true;
    },
    send: (event, data) => {
      last = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
      writeAll(last);
    },
    count: () => watchers.size,
    close: () => {
      isClosed = true;
      clearInterval(heartbeat);
      for (const { response } of [...watchers]) response.end();
    },
  };
}
