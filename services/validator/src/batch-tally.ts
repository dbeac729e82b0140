import type { FlowEvent, FlowOutcome } from '@varselvakt/runtime';
import type { Decision } from './decide-outcome.ts';

/** Counts what became of the records of one batch, so that metrics are told once per batch and not per record. */
export type BatchTally = {
  readonly add: (decision: Decision) => void;
  /** What is to be told; empty before the first record. */
  readonly flowEvents: () => readonly FlowEvent[];
};

const OUTCOMES: Readonly<Record<Decision['outcome'], FlowOutcome>> = {
  accepted: 'accepted',
  refused: 'rejected',
  unreadable: 'failed',
};

/** A tally for a batch of one topic. */
export function createBatchTally(topic: string): BatchTally {
  const counted = new Map<string, { event: FlowEvent; count: number }>();
  const count = (key: string, describe: () => FlowEvent) => {
    const known = counted.get(key);
    if (known === undefined) counted.set(key, { event: describe(), count: 1 });
    else known.count += 1;
  };
  return {
    add: (decision) => {
      const producer = producerOf(decision);
      const eventType = decision.outcome === 'unreadable' ? 'none' : decision.event.body.type;
      const outcome = OUTCOMES[decision.outcome];
      count(`${outcome} ${eventType} ${producer}`, () => ({
        type: 'RecordsHandled',
        stage: 'validate',
        topic,
        eventType,
        producer,
        outcome,
        count: 1,
      }));
      if (decision.outcome === 'accepted' && decision.warnings.length === 0) return;
      for (const describe of detailsOf(decision, topic, producer)) count(keyOf(describe), () => describe);
    },
    flowEvents: () => [...counted.values()].map(({ event, count: times }) => ({ ...event, count: times }) as FlowEvent),
  };
}

/** One event per code, however often an event breaks the same rule. */
function detailsOf(decision: Decision, topic: string, producer: string): readonly FlowEvent[] {
  switch (decision.outcome) {
    case 'accepted':
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

function keyOf(event: FlowEvent): string {
  return JSON.stringify(event);
}

/** Only who is told counts by name; others are the metrics' `other`. */
function producerOf(decision: Decision): string {
  return (decision.outcome === 'accepted' ? decision.event.producerId : decision.producerId) ?? 'unknown';
}
