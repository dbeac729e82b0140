/** What services say about their work. Metrics and logging listen; code that does the work holds neither. */
export type FlowEvent =
  | {
      readonly type: 'RecordsHandled';
      readonly stage: FlowStage;
      readonly topic: string;
      readonly eventType: string;
      readonly producer: string;
      readonly outcome: FlowOutcome;
      readonly count: number;
    }
  | FindingSeen<'RejectionFound'>
  | FindingSeen<'WarningFound'>
  | { readonly type: 'FeedbackPublished'; readonly kind: string; readonly result: FlowResult; readonly count: number }
  | { readonly type: 'DeadLetterWritten'; readonly topic: string; readonly code: string; readonly count: number }
  | {
      readonly type: 'BatchHandled';
      readonly stage: FlowStage;
      readonly topic: string;
      readonly count: number;
      readonly durationMs: number;
    }
  | {
      readonly type: 'EventStored';
      readonly topic: string;
      readonly producer: string;
      readonly producedToStoredMs: number;
    }
  | {
      readonly type: 'OffsetsCommitted';
      readonly group: string;
      readonly result: FlowResult;
      readonly durationMs: number;
    }
  | { readonly type: 'GroupRebalanced'; readonly group: string; readonly kind: 'joined' | 'left' | 'revoked' }
  | MessagesMoved<'RecordsConsumed'>
  | MessagesMoved<'RecordsSent'>
  | { readonly type: 'SchemaFetched'; readonly result: FlowResult }
  | { readonly type: 'DecodeFailed'; readonly topic: string; readonly reason: string; readonly count: number }
  | { readonly type: 'DatabaseFailed'; readonly class: string }
  | { readonly type: 'DeleterRan'; readonly result: FlowResult; readonly durationMs: number; readonly endedAt: number }
  | { readonly type: 'RowsErased'; readonly reason: string; readonly count: number }
  | { readonly type: 'LeadershipSeen'; readonly isLeader: boolean }
  | { readonly type: 'DueMeasured'; readonly dueCount: number; readonly oldestDueAgeSeconds: number }
  | { readonly type: 'HoldsMeasured'; readonly heldCount: number }
  | { readonly type: 'LeftoversFound'; readonly place: 'log' | 'rows'; readonly count: number }
  /** The last verification of erasures. */
  | { readonly type: 'SweepSeen'; readonly finishedAt: number; readonly foundCount: number }
  | { readonly type: 'PlanningSeen'; readonly isPaused: boolean; readonly isStopped: boolean };

/** Whatever becomes of them; `clientId` as the broker knows it. */
type MessagesMoved<Type extends string> = {
  readonly type: Type;
  readonly clientId: string;
  readonly topic: string;
  readonly count: number;
};

type FindingSeen<Type extends string> = {
  readonly type: Type;
  readonly topic: string;
  readonly producer: string;
  readonly code: string;
  readonly count: number;
};

export type FlowStage = 'validate' | 'persist' | 'delete' | 'relay';
export type FlowOutcome = 'accepted' | 'rejected' | 'duplicate' | 'conflict' | 'skipped' | 'failed';
type FlowResult = 'ok' | 'failed';

/** What listens to one kind of event each. */
export type FlowHandlers = {
  readonly [Type in FlowEvent['type']]: (event: Extract<FlowEvent, { readonly type: Type }>) => void;
};

/** Listens to what a service says about its work. */
export type FlowObserver = (event: FlowEvent) => void;

/** Passes each event to every observer, in order. */
export function combineObservers<Event>(...observers: readonly ((event: Event) => void)[]): (event: Event) => void {
  return (event) => {
    for (const observe of observers) observe(event);
  };
}
