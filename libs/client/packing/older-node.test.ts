import { expect, test } from '@jest/globals';
import { groupBy, withResolvers } from './older-node.ts';

test('a promise made with its resolvers is settled from outside', async () => {
  const [kept, broken] = [withResolvers<number>(), withResolvers<number>()];
  kept.resolve(1);
  broken.reject(new Error('no'));
  await expect(kept.promise).resolves.toBe(1);
  await expect(broken.promise).rejects.toThrow('no');
});

test('items are grouped as Map.groupBy does it', () => {
  const items = ['a', 'bb', 'c', 'dd'];
  const keyOf = (item: string, index: number) => item.length * 10 + Math.floor(index / 3);
  expect(groupBy(items, keyOf)).toEqual(Map.groupBy(items, keyOf));
});
