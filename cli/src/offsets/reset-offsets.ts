import { type OffsetPoint, resolvePoint } from '@varselvakt/inspection';
import type { ClusterAdmin } from '@varselvakt/kafka';
import { errorCodeOf } from '@varselvakt/runtime';
import { type Operator, recordAction, type StoreClient } from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';
import { isMove, planReset, type ResetStep } from './plan-reset.ts';

export type ResetRequest = {
  readonly groupId: string;
  readonly topic: string;
  /** Null = all. */
  readonly partition: number | null;
  readonly to: OffsetPoint;
};

/** What the reset would do now. Throws CommandError for a group or topic that is not there or is in use, KafkaError. */
export async function planGroupReset(request: ResetRequest, admin: ClusterAdmin): Promise<readonly ResetStep[]> {
  const { groupId, topic, partition, to } = request;
  if ((await admin.partitionCount(topic)) === null)
    throw new CommandError(`There is no topic ${topic}.`, exitCodes.usage);
  const { members, state } = await admin.describeGroup(groupId);
  if (members.length > 0) throw inUse(groupId, members.length);
  const committed = await admin.committedOffsets(groupId, [topic]);
  if (state === 'Dead' && committed.every(({ offset }) => offset === null))
    throw new CommandError(`There is no group ${groupId}.`, exitCodes.usage);
  const bounds = await admin.topicBounds(topic);
  const targets = await resolvePoint(admin, topic, to, bounds);
  const steps = planReset(bounds, committed, targets);
  if (partition === null) return steps;
  const step = steps.find((one) => one.partition === partition);
  if (step === undefined) throw new CommandError(`${topic} has no partition ${partition}.`, exitCodes.usage);
  return [step];
}

/** Moves the group as planned and looks whether it stands there; writes down who did it, before it is done. Throws CommandError, KafkaError, StoreError. */
export async function carryOutReset(
  { groupId, topic }: ResetRequest,
  steps: readonly ResetStep[],
  operator: Operator,
  { admin, database }: { readonly admin: ClusterAdmin; readonly database: StoreClient },
): Promise<void> {
  const moves = steps.filter(isMove);
  if (moves.length === 0) return;
  const offsets = moves.map(({ partition, to }) => ({ partition, offset: to }));
  const detail = { groupId, topic, moves: moves.map(toDetail) };
  await recordAction(database, 'OFFSETS_RESETTING', operator, detail);
  try {
    await admin.setGroupOffsets(groupId, topic, offsets);
    await requireMoved(groupId, topic, moves, admin);
  } catch (error) {
    await recordAction(database, 'OFFSETS_NOT_RESET', operator, {
      groupId,
      topic,
      code: errorCodeOf(error),
    });
    if (errorCodeOf(error) === 'KAFKA_GROUP_IN_USE') throw inUse(groupId);
    throw error;
  }
}

/** A member that came meanwhile may have had some of the partitions. */
async function requireMoved(
  groupId: string,
  topic: string,
  moves: readonly ResetStep[],
  admin: ClusterAdmin,
): Promise<void> {
  const committed = await admin.committedOffsets(groupId, [topic]);
  const isThere = ({ partition, to }: ResetStep): boolean =>
    committed.some((one) => one.partition === partition && one.offset === to);
  const left = moves.filter((move) => !isThere(move)).map(({ partition }) => partition);
  if (left.length === 0) return;
  const message = `Partitions ${left.join(', ')} do not stand where they should: did a member start meanwhile?`;
  throw new CommandError(`${message} Stop it and reset again.`, exitCodes.failed);
}

const toDetail = ({ partition, from, to }: ResetStep) => ({
  partition,
  from: from === null ? null : from.toString(),
  to: to.toString(),
});

const inUse = (groupId: string, memberCount?: number): CommandError => {
  const who = memberCount === undefined ? 'members' : `${memberCount} members`;
  return new CommandError(`The group ${groupId} has ${who}: stop them first. Nothing was changed.`, exitCodes.failed);
};
