import type { AltinnChannel, AltinnResource, NearestLeader, RetentionStrategy, SendWindow } from '@varselvakt/domain';
import type { EventTime } from './event-time.ts';

type OneOf<Choices> = {
  [Name in keyof Choices]: { readonly [Key in Name]: Choices[Name] } & {
    readonly [Other in Exclude<keyof Choices, Name>]?: never;
  };
}[keyof Choices];

/** How long it may be kept (lagringstid): `{ after: 'P4M' }` counts from `occurredAt`, `{ until }` is an instant. */
export type RetentionInput = OneOf<{ after: string; until: EventTime }>;

/** A change of the retention: EXTEND keeps the later of the two, OVERRIDE replaces the old one. */
export type RetentionUpdateInput = RetentionInput & { readonly strategy: RetentionStrategy };

/** When to remind (påminnelse); durations are ISO 8601, such as `P7D`. */
export type ReminderInput = OneOf<{
  at: EventTime;
  afterCreation: string;
  beforeDeadline: string;
  beforeStart: string;
}>;

/** Who may see it (mottakere): at least one. */
export type RecipientInputs = readonly [RecipientInput, ...RecipientInput[]];
export type RecipientInput = AltinnResource | NearestLeader;

/** When an external message goes out: inside a window, or at an instant. */
type Sending = OneOf<{ sendWindow: SendWindow; sendAt: EventTime }>;

export type SmsInput = Sending & { readonly type: 'Sms'; readonly phoneNumber: string; readonly text: string };

export type EmailInput = Sending & {
  readonly type: 'Email';
  readonly address: string;
  /** At most 150 characters. */
  readonly subject: string;
  /** At most 10,000 characters. */
  readonly htmlBody: string;
};

/** A message that Altinn sends to everybody with a right to the resource. */
export type ToAltinnResourceInput = Sending & {
  readonly type: 'ToAltinnResource';
  readonly resourceId: string;
  readonly emailSubject: string;
  readonly emailHtmlBody: string;
  readonly smsText: string;
  readonly channel: AltinnChannel;
};

/** SMS and e-mail ordered with a notification (eksterne varsler). */
export type ExternalMessageInput = SmsInput | EmailInput | ToAltinnResourceInput;

/** Where an appointment is held; never where a person lives. */
export type LocationInput = { readonly address: string; readonly postalCode: string; readonly city: string };
