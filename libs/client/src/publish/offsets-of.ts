import type { OutgoingRecord, SendPlacement } from '@varselvakt/kafka';

type Place = Pick<SendPlacement, 'topic' | 'partition'>;
const keyOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;

/** The offset of each record: within a partition they were written in their order, in one run or several. */
export const offsetsOf = (
  records: readonly Pick<OutgoingRecord, 'topic' | 'partition'>[],
  placements: readonly SendPlacement[],
): readonly bigint[] => {
  const waiting = new Map<string, bigint[]>();
  for (const placement of placements.toSorted((one, other) => (one.baseOffset < other.baseOffset ? -1 : 1))) {
    const offsets = waiting.get(keyOf(placement)) ?? [];
    for (let index = 0; index < placement.recordCount; index += 1) offsets.push(placement.baseOffset + BigInt(index));
    waiting.set(keyOf(placement), offsets);
  }
  return records.map((record) => waiting.get(keyOf(record))?.shift() ?? -1n);
};
