import { expect, test } from '@jest/globals';
import { decideLeftover } from './leftover-decision.ts';

const folder = '/home/kari/varselvakt/.varselvakt/default';
const recorded = { startedAt: 'boot-1:4711' };
const observed = { startedAt: 'boot-1:4711', command: `java kafka.Kafka ${folder}/kafka/server.properties` };

test('the very process that was started is ours', () => {
  expect(decideLeftover(recorded, observed, [folder])).toBe('OURS');
});

test('nobody with the pid means it is gone', () => {
  expect(decideLeftover(recorded, null, [folder])).toBe('GONE');
});

test('a pid that was given out again belongs to a stranger, even with the same command line', () => {
  expect(decideLeftover(recorded, { ...observed, startedAt: 'boot-1:9999' }, [folder])).toBe('STRANGER');
});

test('the same count of ticks after another boot belongs to a stranger', () => {
  expect(decideLeftover(recorded, { ...observed, startedAt: 'boot-2:4711' }, [folder])).toBe('STRANGER');
});

test('a command line without the folder belongs to a stranger', () => {
  expect(decideLeftover(recorded, { ...observed, command: 'vim server.properties' }, [folder])).toBe('STRANGER');
});

test('a process may name a folder of the stack that lies elsewhere', () => {
  const elsewhere = { ...observed, command: 'postgres -D /var/tmp/open/1234/data' };
  expect(decideLeftover(recorded, elsewhere, [folder, '/var/tmp/open/1234'])).toBe('OURS');
});
