import { describe, expect, test } from '@jest/globals';
import { createReleaseStack, ReleaseStackClosed, withReleaseStack } from './release-stack.ts';

describe('a release stack', () => {
  test('undoes everything in reverse, goes on after a failure, and says what became of each', async () => {
    const order: string[] = [];
    const stack = createReleaseStack();
    stack.push('first', () => order.push('first'));
    stack.push('second', () => Promise.reject(new Error('stuck')));
    stack.push('third', async () => order.push('third'));
    const reports = await stack.releaseAll({ deadlineMs: 1_000 });
    expect(order).toEqual(['third', 'first']);
    expect(reports.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['third', 'RELEASED'],
      ['second', 'FAILED'],
      ['first', 'RELEASED'],
    ]);
  });

  test('abandons what outlasts its deadline, and still undoes the rest', async () => {
    const stack = createReleaseStack();
    let released = false;
    stack.push('quick', () => {
      released = true;
    });
    stack.push('hanging', () => new Promise(() => undefined), { deadlineMs: 20 });
    const reports = await stack.releaseAll({ deadlineMs: 10_000 });
    expect(reports.map(({ outcome }) => outcome)).toEqual(['ABANDONED', 'RELEASED']);
    expect(released).toBe(true);
  });

  test('releases once, also when asked twice', async () => {
    let count = 0;
    const stack = createReleaseStack();
    stack.push('one', () => {
      count += 1;
    });
    const both = await Promise.all([stack.releaseAll({ deadlineMs: 1_000 }), stack.releaseAll({ deadlineMs: 1_000 })]);
    expect(both[0]).toBe(both[1]);
    expect(count).toBe(1);
  });

  test('undoes at once what is opened too late, and refuses it', async () => {
    let isClosed = false;
    const stack = createReleaseStack();
    await stack.releaseAll({ deadlineMs: 1_000 });
    expect(() =>
      stack.push('late', () => {
        isClosed = true;
      }),
    ).toThrow(ReleaseStackClosed);
    expect(isClosed).toBe(true);
  });

  test('cleans up a half-finished start', async () => {
    const released: string[] = [];
    const start = withReleaseStack(async (stack) => {
      stack.push('opened', () => released.push('opened'));
      throw new Error('the second step failed');
    });
    await expect(start).rejects.toThrow('the second step failed');
    expect(released).toEqual(['opened']);
  });
});
