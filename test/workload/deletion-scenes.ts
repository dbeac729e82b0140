import { sampleBody } from '@varselvakt/rules';
import type { ExpectedFate } from '../oracle/intent.ts';
import { bodyOf, newIdentity } from './life-scenes.ts';
import { eventOf, type Scene, type WorkloadStart } from './planned-record.ts';

/** The label of the other producer has a least retention. */
const UNBOUNDED = 'tilskudd-demo';

/** Something that its producer asks to delete. */
export function withdrawnScene(start: WorkloadStart): Scene {
  const identity = newIdentity(start);
  const expected = { fate: 'DELETED', notBeforeAt: null } as const;
  const types = ['MessageCreated', 'RetentionChanged', 'DeletionRequested'] as const;
  return {
    records: types.map((type) => ({ event: eventOf(start, identity, bodyOf(start, type)), expected })),
    aggregates: [],
  };
}

/** A message that is kept for a short while only. */
export function shortScene(start: WorkloadStart, keptMs: number): Scene {
  const { retention, expected } = shortly(start, keptMs);
  const body = { ...sampleBody('MessageCreated', start.now), retention };
  return { records: [{ event: eventOf(start, newIdentity(start, UNBOUNDED), body), expected }], aggregates: [] };
}

/** A case that is kept for a short while only, and takes with it what stands in its group. */
export function shortCaseScene(start: WorkloadStart, keptMs: number): Scene {
  const { retention, expected } = shortly(start, keptMs);
  const owner = newIdentity(start, UNBOUNDED);
  const member = () => ({ ...owner, aggregateId: start.random.uuid() });
  const opened = { ...sampleBody('CaseOpened', start.now), retention };
  const members = Array.from({ length: start.random.between(1, 3) }, () =>
    eventOf(start, member(), bodyOf(start, 'MessageCreated')),
  );
  return { records: [eventOf(start, owner, opened), ...members].map((event) => ({ event, expected })), aggregates: [] };
}

function shortly({ now, random }: WorkloadStart, keptMs: number) {
  const until = now + keptMs + random.between(0, 3_000);
  const expected: ExpectedFate = { fate: 'DELETED', notBeforeAt: until };
  return { retention: { until, after: null }, expected };
}
