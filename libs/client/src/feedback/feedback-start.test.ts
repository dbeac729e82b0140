import { expect, test } from '@jest/globals';
import { createFeedbackStart } from './feedback-start.ts';

const topic = 'feedback';
const committed = [
  { topic, partition: 0, offset: 5n },
  { topic, partition: 1, offset: null },
];
const admin = {
  topicBounds: async () => [0, 1, 2].map((partition) => ({ partition, startOffset: 2n, endOffset: 9n })),
  committedOffsets: async () => committed,
};

test.each([
  ['now', 9n],
  ['start', 2n],
] as const)('a group begins %s only where it has not been before', async (from, begins) => {
  const startOffset = await createFeedbackStart(admin, { groupId: 'g', topics: [topic], from });
  expect(await Promise.all([0, 1, 2].map((partition) => startOffset(topic, partition)))).toEqual([
    undefined,
    begins,
    begins,
  ]);
});
