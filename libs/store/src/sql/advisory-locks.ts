/** Every advisory lock of this database stands here: two that share a number keep each other waiting. */
export const advisoryLocks = {
  migrating: '7306357456341',
  relayingPersister: '7306357456342',
  relayingDeleter: '7306357456343',
  planning: '7306357456344',
  sweeping: '7306357456345',
  redriving: '7306357456350',
} as const;
