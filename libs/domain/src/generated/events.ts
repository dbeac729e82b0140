// Generated from schemas/*.avsc by `npm run schemas:types -w libs/codec`; change the schemas, not this file.

/** What a producer (produsent) publishes: one thing that happened to one case (sak) or notification (beskjed, oppgave, kalenderavtale). The record key is the aggregateId as UTF-8 text. */
export type ProducerEvent = {
  /** Id of this event (hendelses-id), chosen by the producer; the same id with the same content is harmless, with other content it is refused. A UUID. */
  readonly eventId: string;
  /** Id of the case or notification (saks-id eller notifikasjons-id), chosen by the producer; UUID version 7 advised. A UUID. */
  readonly aggregateId: string;
  /** When it happened (tidspunkt for hendelsen). Milliseconds since 1970-01-01T00:00Z. */
  readonly occurredAt: number;
  /** Registered id of the producer (produsent-id). */
  readonly producerId: string;
  /** The producer's own category (merkelapp); only its owner may use it. */
  readonly label: string;
  /** Ties notifications to a case within one label (grupperingsid); required for a case and an appointment. */
  readonly groupId: string | null;
  /** The employer's organisation number, 9 digits (virksomhetsnummer). */
  readonly organisationNumber: string;
  /** What happened (hendelsen). */
  readonly body: Body;
};

/** A case is opened (ny sak). */
export type CaseOpened = {
  readonly type: 'CaseOpened';
  /** Title, at most 140 characters (tittel). */
  readonly title: string;
  /** More about the case, at most 140 characters (tilleggsinformasjon). */
  readonly additionalInfo: string | null;
  /** Where the user is sent (lenke); https only. */
  readonly link: string | null;
  /** Who may see it, at least one (mottakere). */
  readonly recipients: readonly Recipient[];
  /** The first status (saksstatus). */
  readonly status: CaseStatus;
  /** What happens next, at most 140 characters (neste steg). */
  readonly nextStep: string | null;
  /** How long it may be kept (lagringstid); the label's default where absent. */
  readonly retention: Retention | null;
};

/** Everybody who holds a right to an Altinn resource for the organisation (mottaker: Altinn-ressurs). */
export type AltinnResource = {
  readonly type: 'AltinnResource';
  /** Id of the resource in Altinn's resource register (ressurs-id). */
  readonly resourceId: string;
};

/** The nearest leader of one employee (mottaker: nærmeste leder). The only place where an identity number belongs. */
export type NearestLeader = {
  readonly type: 'NearestLeader';
  /** Identity number of the leader (fødselsnummer eller D-nummer, nærmeste leder). */
  readonly leaderIdentityNumber: string;
  /** Identity number of the employee (fødselsnummer eller D-nummer, ansatt). */
  readonly employeeIdentityNumber: string;
};

/** Told apart by `type`. */
export type Recipient =
  | AltinnResource
  | NearestLeader;

/** How far a case has come (saksstatus). */
export type CaseStatus = 'RECEIVED' | 'IN_PROGRESS' | 'COMPLETED';

/** How long the case or notification may be kept (lagringstid, hardDelete); exactly one of the two is given. */
export type Retention = {
  /** The instant at which it must be gone (slettes senest). Milliseconds since 1970-01-01T00:00Z. */
  readonly until: number | null;
  /** ISO 8601 duration from occurredAt, such as P4M or P90D, added on the Europe/Oslo calendar (lagringstid fra hendelsen). */
  readonly after: string | null;
};

/** A case has a new status (ny status på sak). */
export type CaseStatusChanged = {
  readonly type: 'CaseStatusChanged';
  /** The new status (saksstatus). */
  readonly status: CaseStatus;
  /** Status in the producer's own words, at most 60 characters (overstyrt statustekst). */
  readonly statusText: string | null;
  /** Where the user is sent (lenke); https only. */
  readonly link: string | null;
  /** Change of the retention (endret lagringstid); unchanged where absent. */
  readonly retention: RetentionUpdate | null;
};

/** A change of the retention (endring av lagringstid); exactly one of until and after is given. */
export type RetentionUpdate = {
  /** The instant at which it must be gone (slettes senest). Milliseconds since 1970-01-01T00:00Z. */
  readonly until: number | null;
  /** ISO 8601 duration from occurredAt of this event (lagringstid fra hendelsen). */
  readonly after: string | null;
  /** EXTEND keeps the later of the two (forleng), OVERRIDE replaces the old one (overskriv). */
  readonly strategy: RetentionStrategy;
};

/** How the new time meets the old one (strategi). */
export type RetentionStrategy = 'EXTEND' | 'OVERRIDE';

/** The text around a case changed (endrede saksopplysninger). */
export type CaseDetailsChanged = {
  readonly type: 'CaseDetailsChanged';
  /** More about the case, at most 140 characters (tilleggsinformasjon). */
  readonly additionalInfo: string | null;
  /** What happens next, at most 140 characters (neste steg). */
  readonly nextStep: string | null;
};

/** A message to read (ny beskjed). */
export type MessageCreated = {
  readonly type: 'MessageCreated';
  /** What it says, at most 300 characters (tekst). */
  readonly text: string;
  /** Where the user is sent (lenke); https only. */
  readonly link: string;
  /** Who may see it, at least one (mottakere). */
  readonly recipients: readonly Recipient[];
  /** SMS and e-mail ordered with it (eksterne varsler). */
  readonly externalMessages: readonly ExternalMessage[];
  /** How long it may be kept (lagringstid); the label's default where absent. */
  readonly retention: Retention | null;
};

/** A text message to one number (eksternt varsel: SMS). */
export type Sms = {
  readonly type: 'Sms';
  /** Number of the receiver (mobilnummer). */
  readonly phoneNumber: string;
  /** What is sent (SMS-tekst). */
  readonly text: string;
  /** Hours in which it may go out (sendevindu): any time, Monday to Saturday 09-16, or Monday to Friday 08:30-14:30. */
  readonly sendWindow: SendWindow;
  /** An instant that replaces the send window (sendetidspunkt). Milliseconds since 1970-01-01T00:00Z. */
  readonly sendAt: number | null;
};

/** When an external message may be sent (sendevindu). */
export type SendWindow = 'ANYTIME' | 'DAYTIME_NOT_SUNDAY' | 'OFFICE_HOURS';

/** An e-mail to one address (eksternt varsel: e-post). */
export type Email = {
  readonly type: 'Email';
  /** E-mail address of the receiver (e-postadresse). */
  readonly address: string;
  /** Subject line, at most 150 characters (e-posttittel). */
  readonly subject: string;
  /** Body as HTML, at most 10,000 characters (e-postinnhold). */
  readonly htmlBody: string;
  /** Hours in which it may go out (sendevindu): any time, Monday to Saturday 09-16, or Monday to Friday 08:30-14:30. */
  readonly sendWindow: SendWindow;
  /** An instant that replaces the send window (sendetidspunkt). Milliseconds since 1970-01-01T00:00Z. */
  readonly sendAt: number | null;
};

/** A message that Altinn sends to everybody with a right to a resource (eksternt varsel: Altinn-tjeneste). */
export type ToAltinnResource = {
  readonly type: 'ToAltinnResource';
  /** Id of the resource in Altinn's resource register (ressurs-id). */
  readonly resourceId: string;
  /** Subject line of the e-mail, at most 150 characters (e-posttittel). */
  readonly emailSubject: string;
  /** Body of the e-mail as HTML, at most 10,000 characters (e-postinnhold). */
  readonly emailHtmlBody: string;
  /** Text of the SMS (SMS-tekst). */
  readonly smsText: string;
  /** E-mail where the receiver has one and else SMS, only e-mail, or only SMS (kanal). */
  readonly channel: AltinnChannel;
  /** Hours in which it may go out (sendevindu): any time, Monday to Saturday 09-16, or Monday to Friday 08:30-14:30. */
  readonly sendWindow: SendWindow;
  /** An instant that replaces the send window (sendetidspunkt). Milliseconds since 1970-01-01T00:00Z. */
  readonly sendAt: number | null;
};

/** Which channel Altinn uses (varslingskanal). */
export type AltinnChannel = 'PREFER_EMAIL' | 'EMAIL' | 'SMS';

/** Told apart by `type`. */
export type ExternalMessage =
  | Sms
  | Email
  | ToAltinnResource;

/** A task to act on (ny oppgave). */
export type TaskCreated = {
  readonly type: 'TaskCreated';
  /** What to do, at most 300 characters (tekst). */
  readonly text: string;
  /** Where the user is sent (lenke); https only. */
  readonly link: string;
  /** Who may see it, at least one (mottakere). */
  readonly recipients: readonly Recipient[];
  /** Last day to act (frist). Days since 1970-01-01. */
  readonly deadline: number | null;
  /** When to remind (påminnelse). */
  readonly reminder: Reminder | null;
  /** SMS and e-mail ordered with it (eksterne varsler). */
  readonly externalMessages: readonly ExternalMessage[];
  /** How long it may be kept (lagringstid); the label's default where absent. */
  readonly retention: Retention | null;
};

/** When to remind of a task or appointment (påminnelse); exactly one of the four is given. */
export type Reminder = {
  /** At this instant (konkret tidspunkt). Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number | null;
  /** ISO 8601 duration after the creation (etter opprettelse). */
  readonly afterCreation: string | null;
  /** ISO 8601 duration before the deadline of the task (før frist). */
  readonly beforeDeadline: string | null;
  /** ISO 8601 duration before the start of the appointment (før starttidspunkt). */
  readonly beforeStart: string | null;
};

/** A task is done (oppgave utført). */
export type TaskCompleted = {
  readonly type: 'TaskCompleted';
  /** When it was done (utført tidspunkt); occurredAt where absent. Milliseconds since 1970-01-01T00:00Z. */
  readonly completedAt: number | null;
  /** Where the user is sent from now on (ny lenke); https only. */
  readonly link: string | null;
  /** Change of the retention (endret lagringstid); unchanged where absent. */
  readonly retention: RetentionUpdate | null;
};

/** The deadline of a task has passed (oppgave utgått). */
export type TaskExpired = {
  readonly type: 'TaskExpired';
  /** When it expired (utgått tidspunkt); occurredAt where absent. Milliseconds since 1970-01-01T00:00Z. */
  readonly expiredAt: number | null;
  /** Where the user is sent from now on (ny lenke); https only. */
  readonly link: string | null;
  /** Change of the retention (endret lagringstid); unchanged where absent. */
  readonly retention: RetentionUpdate | null;
};

/** A task has a later deadline (utsatt frist). */
export type TaskDeadlineMoved = {
  readonly type: 'TaskDeadlineMoved';
  /** The new last day to act, later than before (ny frist). Days since 1970-01-01. */
  readonly deadline: number;
  /** When to remind, replacing the earlier reminder (påminnelse). */
  readonly reminder: Reminder | null;
};

/** An appointment (ny kalenderavtale). */
export type AppointmentCreated = {
  readonly type: 'AppointmentCreated';
  /** What it is about, at most 300 characters (tekst). */
  readonly text: string;
  /** Where the user is sent (lenke); https only. */
  readonly link: string;
  /** When it starts (starttidspunkt). Milliseconds since 1970-01-01T00:00Z. */
  readonly startAt: number;
  /** When it ends, not before the start (sluttidspunkt). Milliseconds since 1970-01-01T00:00Z. */
  readonly endAt: number | null;
  /** Where it is held (lokasjon). */
  readonly location: Location | null;
  /** Whether it is held on video or telephone (digitalt). */
  readonly digital: boolean;
  /** The first state (tilstand). */
  readonly state: AppointmentState;
  /** Who may see it, at least one (mottakere). */
  readonly recipients: readonly Recipient[];
  /** When to remind (påminnelse). */
  readonly reminder: Reminder | null;
  /** SMS and e-mail ordered with it (eksterne varsler). */
  readonly externalMessages: readonly ExternalMessage[];
  /** How long it may be kept (lagringstid); the label's default where absent. */
  readonly retention: Retention | null;
};

/** Where an appointment is held (lokasjon); never where a person lives. */
export type Location = {
  /** Street and number (adresse). */
  readonly address: string;
  /** Four digits (postnummer). */
  readonly postalCode: string;
  /** Postal place (poststed). */
  readonly city: string;
};

/** State of an appointment (tilstand på kalenderavtale). */
export type AppointmentState = 'AWAITING_EMPLOYER' | 'EMPLOYER_WANTS_TO_CANCEL' | 'EMPLOYER_WANTS_TO_RESCHEDULE' | 'EMPLOYER_ACCEPTED' | 'CANCELLED' | 'HELD';

/** An appointment changed (endret kalenderavtale); what is absent stays as it was. */
export type AppointmentChanged = {
  readonly type: 'AppointmentChanged';
  /** What it is about, at most 300 characters (tekst). */
  readonly text: string | null;
  /** Where the user is sent (lenke); https only. */
  readonly link: string | null;
  /** When it starts (starttidspunkt). Milliseconds since 1970-01-01T00:00Z. */
  readonly startAt: number | null;
  /** When it ends, not before the start (sluttidspunkt). Milliseconds since 1970-01-01T00:00Z. */
  readonly endAt: number | null;
  /** Where it is held (lokasjon). */
  readonly location: Location | null;
  /** Whether it is held on video or telephone (digitalt). */
  readonly digital: boolean | null;
  /** The new state (tilstand). */
  readonly state: AppointmentState | null;
  /** When to remind, replacing the earlier reminder (påminnelse). */
  readonly reminder: Reminder | null;
  /** SMS and e-mail ordered with it (eksterne varsler). */
  readonly externalMessages: readonly ExternalMessage[];
  /** Change of the retention (endret lagringstid); unchanged where absent. */
  readonly retention: RetentionUpdate | null;
};

/** Only the retention changes (endret lagringstid). */
export type RetentionChanged = {
  readonly type: 'RetentionChanged';
  /** The new retention (ny lagringstid). */
  readonly retention: RetentionUpdate;
};

/** The producer asks for deletion at once (hard sletting nå). */
export type DeletionRequested = {
  readonly type: 'DeletionRequested';
  /** Finished, withdrawn, sent by mistake, or asked for by the person it is about (årsak). */
  readonly reason: DeletionReason;
};

/** Why it is deleted (årsak til sletting). */
export type DeletionReason = 'COMPLETED' | 'WITHDRAWN' | 'SENT_BY_MISTAKE' | 'SUBJECT_REQUEST';

/** Told apart by `type`. */
export type Body =
  | CaseOpened
  | CaseStatusChanged
  | CaseDetailsChanged
  | MessageCreated
  | TaskCreated
  | TaskCompleted
  | TaskExpired
  | TaskDeadlineMoved
  | AppointmentCreated
  | AppointmentChanged
  | RetentionChanged
  | DeletionRequested;

/** An event the validator let through (godkjent hendelse), as it stands on the event log. */
export type AcceptedEvent = {
  /** The event under our current schema (hendelsen); fields we do not know are dropped. */
  readonly event: ProducerEvent;
  /** Id of the producer, verified as far as the register asks (bekreftet produsent-id). */
  readonly producerId: string;
  /** When the validator accepted it (godkjent tidspunkt). Milliseconds since 1970-01-01T00:00Z. */
  readonly acceptedAt: number;
  /** Version of the rules that were applied (regelsettversjon). */
  readonly ruleSetVersion: string;
  /** Environment in which it was judged: dev or prod (miljø). */
  readonly environment: string;
  /** SHA-256 of the event as encoded under our ProducerEvent schema (innholdssjekksum); tells a repeat from a conflict. */
  readonly contentHash: Sha256;
  /** What the event means for the time of deletion (lagringstid). */
  readonly retention: RetentionDecision;
  /** Findings that did not stop it (advarsler). */
  readonly warnings: readonly EventWarning[];
  /** The inbound record it was made from (kildeposisjon). */
  readonly source: SourcePosition;
};

/** A SHA-256 digest (sjekksum). */
export type Sha256 = Uint8Array;

/** What the event means for the time of deletion (beslutning om lagringstid). */
export type RetentionDecision = {
  /** NONE leaves it, SET at creation, EXTEND keeps the later, OVERRIDE replaces, DELETE_NOW deletes at once (operasjon). */
  readonly operation: RetentionOperation;
  /** The resolved instant of deletion (slettetidspunkt); absent for NONE and DELETE_NOW. Milliseconds since 1970-01-01T00:00Z. */
  readonly deleteAt: number | null;
  /** Given by the producer, by the label's default, or not at all (opphav til lagringstiden). */
  readonly source: RetentionSource;
};

/** What to do with the time of deletion (operasjon). */
export type RetentionOperation = 'NONE' | 'SET' | 'EXTEND' | 'OVERRIDE' | 'DELETE_NOW';

/** Where the time of deletion comes from (opphav). */
export type RetentionSource = 'PRODUCER' | 'LABEL_DEFAULT' | 'NONE';

/** A finding that did not stop the event (advarsel); never holds a value. */
export type EventWarning = {
  /** Code of the rule (regelkode). */
  readonly code: string;
  /** Field it is about (felt). */
  readonly path: string | null;
};

/** Where a record lay that something was made from (kildeposisjon). */
export type SourcePosition = {
  /** Name of the topic (emne). */
  readonly topic: string;
  /** Partition in the topic (partisjon). */
  readonly partition: number;
  /** Offset in the partition (posisjon). */
  readonly offset: number;
};

/** A case or notification is gone everywhere (hard sletting utført). Holds no content. */
export type HardDeleted = {
  /** Id of the case or notification (saks-id eller notifikasjons-id). A UUID. */
  readonly aggregateId: string;
  /** Case or notification (sak eller notifikasjon). */
  readonly kind: AggregateKind;
  /** Id of the producer that owned it (produsent-id). */
  readonly producerId: string;
  /** Label it had (merkelapp). */
  readonly label: string;
  /** Group id of a case (grupperingsid); absent for a notification. */
  readonly groupId: string | null;
  /** When it had to be gone (slettefrist). Milliseconds since 1970-01-01T00:00Z. */
  readonly dueAt: number;
  /** When the deletion was published (slettet tidspunkt). Milliseconds since 1970-01-01T00:00Z. */
  readonly deletedAt: number;
  /** The retention ran out (lagringstid), the producer asked (produsent), an operator did it (driftspersonell), or the producer left (avviklet produsent); OTHER is read where a newer writer gives a cause this reader does not know. */
  readonly cause: DeletionCause;
  /** Id of the line in the erasure ledger (kvitterings-id). */
  readonly receiptId: string;
};

/** Kind of aggregate (type). */
export type AggregateKind = 'CASE' | 'NOTIFICATION';

/** Why it was deleted (årsak). */
export type DeletionCause = 'RETENTION' | 'PRODUCER' | 'OPERATOR' | 'PRODUCER_OFFBOARDED' | 'OTHER';

/** What became of an event (tilbakemelding til produsenten). Never holds a value of the event. */
export type EventOutcome = {
  /** Id of the event (hendelses-id); absent where it could not be read or is not a UUID. */
  readonly eventId: string | null;
  /** Id of the case or notification (saks-id eller notifikasjons-id); absent where it could not be read or is not a UUID. */
  readonly aggregateId: string | null;
  /** Id of the producer (produsent-id); absent where it is not known. */
  readonly producerId: string | null;
  /** Accepted (godkjent), accepted with warnings (godkjent med advarsler), refused (avvist), the same again (duplikat), the same id with other content (konflikt), not readable (uleselig), after the deletion (for sent), to be deleted (sletting planlagt), deleted (slettet); OTHER is read where a newer writer gives an outcome this reader does not know. */
  readonly outcome: OutcomeKind;
  /** Everything that was found (funn). */
  readonly findings: readonly OutcomeFinding[];
  /** The record it is about (kildeposisjon). */
  readonly source: SourcePosition | null;
  /** Registry id of the schema it was written with (skjema-id). */
  readonly schemaId: number | null;
  /** Version of the rules that were applied (regelsettversjon). */
  readonly ruleSetVersion: string;
  /** Environment in which it was judged: dev or prod (miljø). */
  readonly environment: string;
  /** The W3C trace context that came with the record (sporingskontekst). */
  readonly traceParent: string | null;
  /** When this outcome was made (tidspunkt for utfallet). Milliseconds since 1970-01-01T00:00Z. */
  readonly occurredAt: number;
  /** When it will be deleted (slettetidspunkt). Milliseconds since 1970-01-01T00:00Z. */
  readonly deleteAt: number | null;
  /** Version (hash) of the register that was in force (registerversjon); absent where the service had none. */
  readonly registerVersion: string | null;
};

/** What became of it (utfall). */
export type OutcomeKind = 'ACCEPTED' | 'WARNED' | 'REJECTED' | 'DUPLICATE' | 'CONFLICT' | 'UNREADABLE' | 'LATE' | 'DELETION_PLANNED' | 'DELETED' | 'OTHER';

/** One thing that was found (funn). */
export type OutcomeFinding = {
  /** Code of the rule, never reused (regelkode). */
  readonly code: string;
  /** BLOCK refuses (stanser), WARN passes and tells (advarsel), OBSERVE is only counted (observasjon). */
  readonly severity: FindingSeverity;
  /** Clause of the terms of use that the rule carries out (punkt i bruksvilkårene). */
  readonly clause: string | null;
  /** Field it is about, such as body.externalMessages[1].text (felt). */
  readonly path: string | null;
  /** First UTF-16 unit of the span in the field (fra og med). */
  readonly start: number | null;
  /** First UTF-16 unit after the span (til). */
  readonly end: number | null;
  /** What is wrong, in Norwegian (melding på bokmål). */
  readonly messageNb: string;
  /** What is wrong, in English (melding på engelsk). */
  readonly messageEn: string;
  /** What to do, in Norwegian (tiltak på bokmål). */
  readonly remedyNb: string;
  /** What to do, in English (tiltak på engelsk). */
  readonly remedyEn: string;
  /** Address of the rule's documentation (dokumentasjon). */
  readonly documentation: string;
};

/** How much it matters (alvorlighet). */
export type FindingSeverity = 'BLOCK' | 'WARN' | 'OBSERVE';
