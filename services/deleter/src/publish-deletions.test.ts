import { expect, test } from '@jest/globals';
import type { OutgoingRecord } from '@varselvakt/kafka';
import type { PlannedDeletion } from '@varselvakt/store';
import type { DeletionWork } from './deletion-work.ts';
import { publishDeletions } from './publish-deletions.ts';

const place = (key: string, partition: number) => ({ topic: 'events', partition, key: Buffer.from(key) });
const planned = [
  { receiptId: 'one', records: [place('a', 4), place('b', 1)] },
  { receiptId: 'two', records: [place('c', 2)] },
] as unknown as readonly PlannedDeletion[];

function open() {
  const sent: OutgoingRecord[][] = [];
  const answers: ((error?: Error) => void)[] = [];
  const steps: string[] = [];
  const send = (records: readonly OutgoingRecord[]) =>
    new Promise<void>((resolve, reject) => {
      sent.push([...records]);
      answers.push((error) => (error === undefined ? resolve() : reject(error)));
    });
  const work = {
    sender: { send },
    records: { hardDeleted: ({ receiptId }: PlannedDeletion) => ({ ...place(receiptId, 0), value: Buffer.alloc(1) }) },
    observe: (event: { step?: string }) => steps.push(event.step ?? ''),
    signal: new AbortController().signal,
  } as unknown as DeletionWork;
  const answer = async (error?: Error) => {
    answers.shift()?.(error);
    await new Promise(setImmediate);
  };
  return { sent, steps, work, answer };
}
const keysOf = (records: readonly OutgoingRecord[] | undefined) =>
  records?.map(({ key, partition, value }) => `${key} ${partition} ${value === null ? 'tombstone' : 'record'}`);

test('tombstones go out when the announcements are acknowledged, one for each record where it lies, and are waited for', async () => {
  const { sent, steps, work, answer } = open();
  let isDone = false;
  const publishing = publishDeletions(work, planned).then(() => {
    isDone = true;
  });
  expect(sent.map(keysOf)).toEqual([['one 0 record', 'two 0 record']]);
  await answer();
  expect(keysOf(sent[1])).toEqual(['a 4 tombstone', 'b 1 tombstone', 'c 2 tombstone']);
  expect([isDone, steps]).toEqual([false, ['hard-deletes-published']]);
  await answer();
  await publishing;
  expect(steps).toEqual(['hard-deletes-published', 'tombstones-published']);
});

test('a send that fails is the failure of all', async () => {
  const { sent, work, answer } = open();
  const publishing = publishDeletions(work, planned).catch((error: Error) => error.message);
  await answer();
  await answer(new Error('away'));
  expect(await publishing).toBe('away');
  expect(sent).toHaveLength(2);
});
