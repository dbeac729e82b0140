import {
  addDuration,
  type Body,
  endOfDay,
  isCalendarDay,
  isInstant,
  type ProducerEvent,
  parseDuration,
  type Reminder,
  subtractDuration,
} from '@varselvakt/domain';
import type { FindingCollector } from '../finding.ts';

/** The time in which a reminder makes sense, as far as this event tells it; null where only the stored aggregate knows. */
interface ReminderWindow {
  /** The creation. */
  readonly opensAt: number | null;
  /** End of the day of the deadline. */
  readonly deadlineAt: number | null;
  readonly startAt: number | null;
  /** True when the event itself says that there is no deadline or no start: nothing to count back from. */
  readonly isComplete: boolean;
}

const deadlineEndOf = (deadline: number | null): number | null =>
  deadline === null ? null : (endOfDay(deadline) ?? null);

const windowOf = ({ body, occurredAt }: { readonly body: Body; readonly occurredAt: number }): ReminderWindow => {
  switch (body.type) {
    case 'TaskCreated':
      return { opensAt: occurredAt, deadlineAt: deadlineEndOf(body.deadline), startAt: null, isComplete: true };
    case 'TaskDeadlineMoved':
      return { opensAt: null, deadlineAt: deadlineEndOf(body.deadline), startAt: null, isComplete: true };
    case 'AppointmentCreated':
      return { opensAt: occurredAt, deadlineAt: null, startAt: body.startAt, isComplete: true };
    case 'AppointmentChanged':
      return { opensAt: null, deadlineAt: null, startAt: body.startAt, isComplete: false };
    default:
      return { opensAt: null, deadlineAt: null, startAt: null, isComplete: false };
  }
};

const countedBack = (period: string, from: number | null, window: ReminderWindow): number | null | undefined => {
  const duration = parseDuration(period);
  if (duration === undefined) return undefined;
  if (from === null) return window.isComplete ? undefined : null;
  return subtractDuration(from, duration);
};

const countedOn = (period: string, from: number | null): number | null | undefined => {
  const duration = parseDuration(period);
  if (duration === undefined) return undefined;
  return from === null ? null : addDuration(from, duration);
};

/** When a reminder comes: null when only the stored aggregate can tell, undefined when it never can. */
const instantOf = (reminder: Reminder, window: ReminderWindow): number | null | undefined => {
  const { at, afterCreation, beforeDeadline, beforeStart } = reminder;
  const given = [at, afterCreation, beforeDeadline, beforeStart].filter((way) => way !== null);
  if (given.length !== 1) return undefined;
  if (at !== null) return isInstant(at) ? at : undefined;
  if (afterCreation !== null) return countedOn(afterCreation, window.opensAt);
  if (beforeDeadline !== null) return countedBack(beforeDeadline, window.deadlineAt, window);
  return countedBack(beforeStart ?? '', window.startAt, window);
};

const isInside = (at: number, { opensAt, deadlineAt, startAt }: ReminderWindow): boolean => {
  const closesAt = deadlineAt ?? startAt;
  return (opensAt === null || at >= opensAt) && (closesAt === null || at <= closesAt);
};

/** A time that is none is told by TIME_INVALID; what counts from it is not told again. */
const hasGoodTimes = ({ body, occurredAt }: ProducerEvent): boolean => {
  if (!isInstant(occurredAt)) return false;
  if ('startAt' in body && body.startAt !== null) return isInstant(body.startAt);
  return !('deadline' in body && body.deadline !== null) || isCalendarDay(body.deadline);
};

/** A reminder is given in exactly one way and comes between the creation and the deadline or start. */
export const checkReminder = (event: ProducerEvent, { report }: FindingCollector): void => {
  const { body } = event;
  if (!('reminder' in body) || body.reminder === null || !hasGoodTimes(event)) return;
  const window = windowOf(event);
  const at = instantOf(body.reminder, window);
  const isRefused = at === undefined || (at !== null && !isInside(at, window));
  if (isRefused) report('REMINDER_OUT_OF_RANGE', { path: 'body.reminder' });
};
