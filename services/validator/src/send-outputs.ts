import { type IncomingRecord, type OutgoingRecord, RecordsRefused, type Sender } from '@varselvakt/kafka';
import type { Decision } from './decide-outcome.ts';
import type { OutputWriter } from './output-writer.ts';

/** A record on its way out, and what it was made from. */
export type Output = {
  readonly kind: 'event' | 'feedback' | 'dead-letter';
  readonly outgoing: OutgoingRecord;
  readonly record: IncomingRecord;
  readonly decision: Decision;
};

type SendParts = { readonly sender: Sender; readonly writer: OutputWriter };

/**
 * Sends all outputs and returns when Kafka has acknowledged each. What Kafka will never take (too large) is replaced by
 * something smaller and sent once more: an event by a dead letter and feedback, a dead letter by a pointer, feedback by
 * feedback without findings. Throws KafkaError when the world is broken, or when even the replacement is refused.
 */
export async function sendOutputs(
  outputs: readonly Output[],
  { sender, writer }: SendParts,
  options: { readonly signal: AbortSignal; readonly now: number },
): Promise<void> {
  try {
    await sender.send(
      outputs.map(({ outgoing }) => outgoing),
      { signal: options.signal },
    );
  } catch (error) {
    if (!(error instanceof RecordsRefused)) throw error;
    const refused = error.refusals.map(({ index }) => outputs[index]).filter((output) => output !== undefined);
    const replacements = refused.flatMap((output) => replacementsOf(output, writer, options.now));
    await sender.send(replacements, { signal: options.signal });
  }
}

const POINTER_ONLY = 0;

function replacementsOf({ kind, record, decision }: Output, writer: OutputWriter, now: number): OutgoingRecord[] {
  const tooLarge = {
    outcome: 'unreadable',
    code: 'RECORD_TOO_LARGE',
    path: null,
    schemaId: decision.schemaId,
    producerId: decision.outcome === 'accepted' ? decision.event.producerId : decision.producerId,
  } as const;
  switch (kind) {
    case 'event':
      return [writer.deadLetter(record, tooLarge, now, POINTER_ONLY), writer.feedback(record, tooLarge, now)];
    case 'feedback':
      return [writer.feedback(record, withFewFindings(decision), now)];
    case 'dead-letter':
      return [writer.deadLetter(record, decision.outcome === 'unreadable' ? decision : tooLarge, now, POINTER_ONLY)];
    default:
      return kind satisfies never;
  }
}

const FEW_FINDINGS = 10;

function withFewFindings(decision: Decision): Decision {
  if (decision.outcome === 'accepted') return { ...decision, warnings: decision.warnings.slice(0, FEW_FINDINGS) };
  if (decision.outcome === 'unreadable') return decision;
  const blocking = decision.findings.filter(({ severity }) => severity === 'block');
  return { ...decision, findings: blocking.slice(0, FEW_FINDINGS) };
}
