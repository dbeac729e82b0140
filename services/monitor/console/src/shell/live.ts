/** Tells when there is something new to see. */
export type Live = { readonly close: () => void };

/** So often it is looked when nobody tells. */
const POLL_MS = 5_000;
const RECONNECT_MS = 3_000;
/** A stream that is refused again and again is asked for ever more seldom. */
const MAX_RECONNECT_MS = 60_000;

/**
 * Calls `onLook` after each look of the monitor (server-sent events), and every few seconds while the stream is not there: a stream that was
 * refused or broke is tried again for ever.
 */
export function openLive(onLook: () => void): Live {
  let source: EventSource | null = null;
  let polling: ReturnType<typeof setInterval> | undefined;
  let waitMs = RECONNECT_MS;
  let reconnecting: ReturnType<typeof setTimeout> | undefined;
  const poll = () => {
    polling ??= setInterval(onLook, POLL_MS);
  };
  const stopPolling = () => {
    clearInterval(polling);
    polling = undefined;
  };
  const connect = () => {
    source = new EventSource('/api/stream');
    source.addEventListener('open', () => {
      waitMs = RECONNECT_MS;
      stopPolling();
    });
    source.addEventListener('look', onLook);
    source.addEventListener('error', () => {
      poll();
      onLook();
      // The browser tries again by itself only after some kinds of failure.
      source?.close();
      reconnecting = setTimeout(connect, waitMs);
      waitMs = Math.min(MAX_RECONNECT_MS, waitMs * 2);
    });
  };
  connect();
  return {
    close: () => {
      clearTimeout(reconnecting);
      stopPolling();
      source?.close();
    },
  };
}
