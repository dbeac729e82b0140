import { expect, test } from '@jest/globals';
import { createTurnstile } from './turnstile.ts';

test('one passes at a time, in the order of asking, also behind one that fails', async () => {
  const turnstile = createTurnstile({ maxWaiting: 10, maxPerMinute: 10 }, () => 0);
  const steps: string[] = [];
  const first = Promise.withResolvers<void>();
  const passes = [
    turnstile.pass(async () => {
      steps.push('first in');
      await first.promise;
      steps.push('first out');
      throw new Error('broken');
    }),
    turnstile.pass(async () => void steps.push('second')),
  ];
  first.resolve();
  expect((await Promise.allSettled(passes)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  expect(steps).toEqual(['first in', 'first out', 'second']);
});

test('who comes when too many wait is turned away, and so is who comes too often', async () => {
  let now = 0;
  const turnstile = createTurnstile({ maxWaiting: 1, maxPerMinute: 3 }, () => now);
  const gate = Promise.withResolvers<void>();
  const passes = [turnstile.pass(() => gate.promise), turnstile.pass(() => gate.promise)];
  await expect(turnstile.pass(async () => undefined)).rejects.toMatchObject({ statusCode: 429 });
  gate.resolve();
  await Promise.all(passes);
  await turnstile.pass(async () => undefined);
  await expect(turnstile.pass(async () => undefined)).rejects.toMatchObject({ code: 'TOO_MANY_QUESTIONS' });
  now = 60_001;
  await expect(turnstile.pass(async () => 'in')).resolves.toBe('in');
});
