import type { FlowEvent, FlowOutcome } from '@varselvakt/runtime';
import type { Decision } from './decide-outcome.ts';

/** Counts what became of the records of one batch, so that metrics are told once per batch and not per record. */
export type BatchTally = {
  readonly add: (decision: Decision) => void;
  readonly addFeedback: (decision: Decision) => void;
  /** What is to be told; empty before the first record. */
  readonly flowEvents: () => readonly FlowEvent[];
};

type Counted = { readonly event: FlowEvent; count: number };

const OUTCOMES: Readonly<Record<Decision['outcome'], FlowOutcome>> = {
  accepted: 'accepted',
  refused: 'rejected',
  unreadable: 'failed',
};

/** A tally for a batch of one topic. */
export function createBatchTally(topic: string): BatchTally {
  const handled = new Map<string, Map<string, Counted>>();
  const details = new Map<string, Counted>();
  const addDetail = (event: FlowEvent) => {
    const counted = details.get(JSON.stringify(event));
    if (counted === undefined) details.set(JSON.stringify(event), { event, count: 1 });
    else counted.count += 1;
  };
  return {
    add: (decision) => {
      const producer = producerOf(decision);
      const eventType = decision.outcome === 'unreadable' ? 'none' : decision.event.body.type;
      const kinds = handled.get(producer) ?? new Map<string, Counted>();
      handled.set(producer, kinds);
      const kind = decision.outcome === 'accepted' ? eventType : `${decision.outcome} ${eventType}`;
      const counted = kinds.get(kind);
      if (counted === undefined) {
        const outcome = OUTCOMES[decision.outcome];
        const event = {
          type: 'RecordsHandled',
          stage: 'validate',
          topic,
          eventType,
          producer,
          outcome,
          count: 1,
        } as const;
        kinds.set(kind, { event, count: 1 });
      } else counted.count += 1;
      for (const detail of detailsOf(decision, topic, producer)) addDetail(detail);
    },
    addFeedback: ({ outcome }) => addDetail({ type: 'FeedbackPublished', kind: outcome, result: 'ok', count: 1 }),
    flowEvents: () =>
      [...[...handled.values()].flatMap((kinds) => [...kinds.values()]), ...details.values()].map(
        ({ event, count }) => ({ ...event, count }) as FlowEvent,
      ),
  };
}

const NONE: readonly FlowEvent[] = [];

/** One event per code, however often an event breaks the same rule. */
function detailsOf(decision: Decision, topic: string, producer: string): readonly FlowEvent[] {
  switch (decision.outcome) {
    case 'accepted':
      if (decision.warnings.length === 0) return NONE;
      return codesOf(decision.warnings).map((code) => ({ type: 'WarningFound', topic, producer, code, count: 1 }));
    case 'refused':
      return codesOf(decision.findings.filter(({ severity }) => severity === 'block')).map((code) => ({
        type: 'RejectionFound',
        topic,
        producer,
        code,
        count: 1,
      }));
    case 'unreadable':
      return [
        { type: 'DecodeFailed', topic, reason: decision.code, count: 1 },
        { type: 'DeadLetterWritten', topic, code: decision.code, count: 1 },
      ];
    default:
      return decision satisfies never;
  }
}

function codesOf(findings: readonly { readonly code: string }[]): readonly string[] {
  return [...new Set(findings.map(({ code }) => code))];
}

/** Only who is told counts by name; others are the metrics' `other`. */
function producerOf(decision: Decision): string {
  return (decision.outcome === 'accepted' ? decision.event.producerId : decision.producerId) ?? 'unknown';
}
