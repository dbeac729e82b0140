import type { AppointmentState, BodyType, CaseStatus, DeletionReason } from '@varselvakt/domain';
import type {
  ExternalMessageInput,
  LocationInput,
  RecipientInputs,
  ReminderInput,
  RetentionInput,
  RetentionUpdateInput,
} from './event-parts.ts';
import type { EventDay, EventTime } from './event-time.ts';

type About = {
  /** The idempotency key; made when absent. Keep the built event and publish it again as it is: it then counts once. */
  readonly eventId?: string;
  /** When it happened; now when absent. */
  readonly occurredAt?: EventTime;
  /** The employer's organisation number, 9 digits. */
  readonly organisationNumber: string;
  /** The label (merkelapp), where the builder has none or it is another one. */
  readonly label?: string;
};

/** Made when absent; keep it (`event.aggregateId`), for every later event about the same thing names it. */
type NewAggregate = { readonly aggregateId?: string };
type KnownAggregate = { readonly aggregateId: string };
/** Ties notifications to a case within one label (grupperingsid). */
type Grouped = { readonly groupId: string };
type MayBeGrouped = { readonly groupId?: string };

type CreatedCase = About & NewAggregate & Grouped;
type CreatedNotification = About & NewAggregate & MayBeGrouped;
type Update = About & KnownAggregate & MayBeGrouped;

type Appointment = {
  /** At most 300 characters. */
  readonly text: string;
  /** https only. */
  readonly link: string;
  readonly startAt: EventTime;
  readonly endAt?: EventTime;
  readonly location?: LocationInput;
  readonly digital: boolean;
  readonly state: AppointmentState;
  readonly reminder?: ReminderInput;
  readonly externalMessages?: readonly ExternalMessageInput[];
};

type Notification = {
  /** At most 300 characters. */
  readonly text: string;
  /** https only. */
  readonly link: string;
  readonly recipients: RecipientInputs;
  readonly externalMessages?: readonly ExternalMessageInput[];
  /** The label's default when absent. */
  readonly retention?: RetentionInput;
};

/** What the builder of each body takes. */
export interface EventInputs extends Record<BodyType, object> {
  CaseOpened: CreatedCase & {
    /** At most 140 characters. */
    readonly title: string;
    readonly additionalInfo?: string;
    readonly link?: string;
    readonly recipients: RecipientInputs;
    readonly status: CaseStatus;
    readonly nextStep?: string;
    readonly retention?: RetentionInput;
  };
  CaseStatusChanged: Update & {
    readonly status: CaseStatus;
    /** At most 60 characters. */
    readonly statusText?: string;
    readonly link?: string;
    readonly retention?: RetentionUpdateInput;
  };
  CaseDetailsChanged: Update & { readonly additionalInfo?: string; readonly nextStep?: string };
  MessageCreated: CreatedNotification & Notification;
  TaskCreated: CreatedNotification & Notification & { readonly deadline?: EventDay; readonly reminder?: ReminderInput };
  TaskCompleted: Update & {
    readonly completedAt?: EventTime;
    readonly link?: string;
    readonly retention?: RetentionUpdateInput;
  };
  TaskExpired: Update & {
    readonly expiredAt?: EventTime;
    readonly link?: string;
    readonly retention?: RetentionUpdateInput;
  };
  TaskDeadlineMoved: Update & { readonly deadline: EventDay; readonly reminder?: ReminderInput };
  AppointmentCreated: About &
    NewAggregate &
    Grouped &
    Appointment & { readonly recipients: RecipientInputs; readonly retention?: RetentionInput };
  /** What is absent stays as it was. */
  AppointmentChanged: Update & Partial<Appointment> & { readonly retention?: RetentionUpdateInput };
  RetentionChanged: Update & { readonly retention: RetentionUpdateInput };
  DeletionRequested: Update & { readonly reason: DeletionReason };
}
