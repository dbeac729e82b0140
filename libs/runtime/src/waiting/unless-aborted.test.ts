import { getEventListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import { unlessAborted } from './unless-aborted.ts';

const never = new Promise<string>(() => undefined);

test('work that ends before the signal aborts gives its result, and leaves nothing at the signal', async () => {
  const stopping = new AbortController();
  for (let round = 0; round < 100; round += 1)
    expect(await unlessAborted(Promise.resolve(round), stopping.signal)).toBe(round);
  expect(getEventListeners(stopping.signal, 'abort')).toEqual([]);
});

test('work that does not end is not waited for once the signal has aborted', async () => {
  const stopping = new AbortController();
  const waiting = unlessAborted(never, stopping.signal);
  stopping.abort();
  expect(await waiting).toBeNull();
  expect(await unlessAborted(never, stopping.signal)).toBeNull();
  expect(getEventListeners(stopping.signal, 'abort')).toEqual([]);
});

test('what the work throws is thrown on', async () => {
  const failing = unlessAborted(Promise.reject(new TypeError('x')), new AbortController().signal);
  await expect(failing).rejects.toThrow(TypeError);
});
