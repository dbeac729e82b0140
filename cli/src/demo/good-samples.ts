import type { BodyType } from '@varselvakt/domain';
import { sampleBody } from '@varselvakt/rules';
import { eventWith, type StoryStart } from './event-with.ts';
import type { Sample } from './sample.ts';

const titles: Readonly<Record<BodyType, string>> = {
  CaseOpened: 'a case is opened',
  CaseStatusChanged: 'its status changes, kept longer',
  CaseDetailsChanged: 'its details change',
  MessageCreated: 'a message, e-mail ordered',
  TaskCreated: 'a task with deadline, SMS ordered',
  TaskDeadlineMoved: 'its deadline moves',
  TaskCompleted: 'it is completed',
  TaskExpired: 'another task expires',
  AppointmentCreated: 'an appointment',
  AppointmentChanged: 'it becomes digital',
  RetentionChanged: 'the message gets another retention',
  DeletionRequested: 'the producer asks to delete a message',
};

/** Ids for everything that belongs together: one case with its group, and what the producer says about it. */
interface Cast {
  readonly groupId: string;
  readonly caseId: string;
  readonly messageId: string;
  readonly taskId: string;
  readonly expiringTaskId: string;
  readonly appointmentId: string;
}

function castOf({ newId }: StoryStart): Cast {
  return {
    groupId: `soknad-${newId().slice(0, 8)}`,
    caseId: newId(),
    messageId: newId(),
    taskId: newId(),
    expiringTaskId: newId(),
    appointmentId: newId(),
  };
}

/** Every body at least once, from the first of the two producers; all of them must be stored. */
export function goodSamples(start: StoryStart): readonly Sample[] {
  const cast = castOf(start);
  const lines: readonly (readonly [BodyType, string, string?])[] = [
    ['CaseOpened', cast.caseId],
    ['CaseStatusChanged', cast.caseId],
    ['CaseDetailsChanged', cast.caseId],
    ['MessageCreated', cast.messageId],
    ['RetentionChanged', cast.messageId],
    ['TaskCreated', cast.taskId],
    ['TaskDeadlineMoved', cast.taskId],
    ['TaskCompleted', cast.taskId],
    ['TaskCreated', cast.expiringTaskId, 'another task'],
    ['TaskExpired', cast.expiringTaskId, 'it expires'],
    ['AppointmentCreated', cast.appointmentId],
    ['AppointmentChanged', cast.appointmentId],
  ];
  return lines.map(([type, aggregateId, title = titles[type]]) => ({
    title,
    event: eventWith(start, sampleBody(type, start.now), { aggregateId, groupId: cast.groupId }),
    expected: { fate: 'STORED' },
  }));
}
