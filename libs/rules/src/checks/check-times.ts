import { type Body, isCalendarDay, isInstant, type ProducerEvent, timeLimits } from '@varselvakt/domain';
import type { FindingCollector } from '../finding.ts';
import { checkReminder } from './check-reminder.ts';

/** False when a time is given that is none. */
const checkInstant = (at: number | null, path: string, { report }: FindingCollector): boolean => {
  const isGood = at === null || isInstant(at);
  if (!isGood) report('TIME_INVALID', { path });
  return isGood;
};

/** An instant at which something is said to have happened. */
const checkPast = (at: number | null, path: string, now: number, collector: FindingCollector): void => {
  if (!checkInstant(at, path, collector) || at === null) return;
  if (at > now + timeLimits.maxAheadMs) collector.report('TIME_IN_FUTURE', { path });
};

const checkDeadline = (deadline: number | null, { report }: FindingCollector): void => {
  if (deadline !== null && !isCalendarDay(deadline)) report('TIME_INVALID', { path: 'body.deadline' });
};

const checkAppointment = (startAt: number | null, endAt: number | null, collector: FindingCollector): void => {
  const startIsGood = checkInstant(startAt, 'body.startAt', collector);
  const endIsGood = checkInstant(endAt, 'body.endAt', collector);
  if (!startIsGood || !endIsGood || startAt === null || endAt === null) return;
  if (endAt < startAt) collector.report('APPOINTMENT_TIMES', { path: 'body.endAt' });
};

const checkBodyTimes = (body: Body, now: number, collector: FindingCollector): void => {
  switch (body.type) {
    case 'TaskCreated':
    case 'TaskDeadlineMoved':
      checkDeadline(body.deadline, collector);
      return;
    case 'TaskCompleted':
      checkPast(body.completedAt, 'body.completedAt', now, collector);
      return;
    case 'TaskExpired':
      checkPast(body.expiredAt, 'body.expiredAt', now, collector);
      return;
    case 'AppointmentCreated':
    case 'AppointmentChanged':
      checkAppointment(body.startAt, body.endAt, collector);
      return;
    default:
      return;
  }
};

/** The times inside a body: whole numbers in range, in order, not in the future where they tell of the past; reminders. */
export const checkTimes = (event: ProducerEvent, now: number, collector: FindingCollector): void => {
  checkBodyTimes(event.body, now, collector);
  checkReminder(event, collector);
};
