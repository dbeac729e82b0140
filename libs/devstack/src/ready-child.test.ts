import { expect, test } from '@jest/globals';
import { DevstackError } from './devstack-error.ts';
import { retryOnTakenPort } from './ready-child.ts';

const taken = () => new DevstackError('STACK_PORT_TAKEN', 'taken', { retriable: true });

test('a port that was taken between choosing and binding is chosen again', async () => {
  const attempts: number[] = [];
  const result = await retryOnTakenPort(async (attempt) => {
    attempts.push(attempt);
    if (attempt < 3) {
      throw taken();
    }
    return 'started';
  });
  expect(result).toBe('started');
  expect(attempts).toEqual([1, 2, 3]);
});

test('it gives up after four taken ports', async () => {
  let attempts = 0;
  const start = async () => {
    attempts += 1;
    throw taken();
  };
  await expect(retryOnTakenPort(start)).rejects.toMatchObject({ code: 'STACK_PORT_TAKEN' });
  expect(attempts).toBe(4);
});

test('another failure is not tried again', async () => {
  let attempts = 0;
  const start = async () => {
    attempts += 1;
    throw new DevstackError('STACK_PART_EXITED', 'broken', { retriable: false });
  };
  await expect(retryOnTakenPort(start)).rejects.toMatchObject({ code: 'STACK_PART_EXITED' });
  expect(attempts).toBe(1);
});
