import { createEventJsonReader } from '@varselvakt/codec';
import type { BodyOf, BodyType, ProducerEvent } from '@varselvakt/domain';
import { InvalidEvent } from '../client-error.ts';
import { convertFields } from './convert-fields.ts';
import { createId } from './create-id.ts';
import type { EventInputs } from './event-inputs.ts';

/** An event with the body of one name. */
export type EventWith<Type extends BodyType> = ProducerEvent & { readonly body: BodyOf<Type> };

/** One function for each body. Each throws InvalidEvent, naming every field that does not fit; a retry does not help. */
export type EventBuilder = {
  readonly [Type in BodyType as Uncapitalize<Type>]: (input: EventInputs[Type]) => EventWith<Type>;
};

/** What all events of a builder have in common. */
export type EventBuilderOptions = {
  readonly producerId: string;
  /** The label (merkelapp) of every event that names none itself. */
  readonly label?: string;
  /** The clock, epoch ms; default: this machine's. */
  readonly now?: () => number;
  /** Makes the ids that the input leaves out; default: UUIDs of version 7. */
  readonly newId?: (now: number) => string;
};

type AnyInput = Readonly<Record<string, unknown>>;

/** Makes a builder; reads the schema once. */
export const createEventBuilder = (options: EventBuilderOptions): EventBuilder => {
  const { producerId, label: usualLabel, now = Date.now, newId = createId } = options;
  const read = createEventJsonReader();

  const build = (type: BodyType, input: AnyInput): ProducerEvent => {
    const at = now();
    const { eventId, aggregateId, occurredAt, label, groupId, organisationNumber, ...fields } = input;
    const paths: string[] = [];
    const event = convertFields(
      {
        eventId: eventId ?? newId(at),
        aggregateId: aggregateId ?? (isNew(type) ? newId(at) : undefined),
        occurredAt: occurredAt ?? at,
        producerId,
        label: label ?? usualLabel,
        groupId: groupId ?? null,
        organisationNumber,
        body: { ...fields, type },
      },
      '',
      (path) => paths.push(path),
    );
    const result = read(event);
    if (result.outcome === 'MISFIT') paths.push(...result.paths);
    if (result.outcome === 'MISFIT' || paths.length > 0) throw new InvalidEvent([...new Set(paths)]);
    return result.event;
  };

  const builderOf =
    <Type extends BodyType>(type: Type) =>
    (input: EventInputs[Type]): EventWith<Type> =>
      build(type, input as AnyInput) as EventWith<Type>;

  return {
    caseOpened: builderOf('CaseOpened'),
    caseStatusChanged: builderOf('CaseStatusChanged'),
    caseDetailsChanged: builderOf('CaseDetailsChanged'),
    messageCreated: builderOf('MessageCreated'),
    taskCreated: builderOf('TaskCreated'),
    taskCompleted: builderOf('TaskCompleted'),
    taskExpired: builderOf('TaskExpired'),
    taskDeadlineMoved: builderOf('TaskDeadlineMoved'),
    appointmentCreated: builderOf('AppointmentCreated'),
    appointmentChanged: builderOf('AppointmentChanged'),
    retentionChanged: builderOf('RetentionChanged'),
    deletionRequested: builderOf('DeletionRequested'),
  };
};

/** Only a creation may make up the id of what it creates. */
const creations: ReadonlySet<BodyType> = new Set(['CaseOpened', 'MessageCreated', 'TaskCreated', 'AppointmentCreated']);
const isNew = (type: BodyType): boolean => creations.has(type);
