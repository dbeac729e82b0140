import { type IncomingRecord, type OutgoingRecord, RecordsRefused, type Sender } from '@varselvakt/kafka';
import type { Decision } from './decide-outcome.ts';
import type { OutcomeScene, OutputWriter } from './output-writer.ts';

/** What a record on its way out is for. */
export type OutputKind = 'event' | 'feedback' | 'dead-letter';

/** Records on their way out, and what each is for and was made from: three lists in step. Decisions are not kept with them. */
export type Outputs = {
  readonly outgoing: OutgoingRecord[];
  readonly kinds: OutputKind[];
  readonly records: IncomingRecord[];
};

type SendParts = {
  readonly sender: Sender;
  readonly writer: OutputWriter;
  /** Judges a record once more, with the same result. */
  readonly decide: (record: IncomingRecord) => Decision;
  readonly signal: AbortSignal;
  /** Clock and register of the batch. */
  readonly scene: OutcomeScene;
};

/**
 * Sends all outputs and returns when Kafka has acknowledged each. What Kafka will never take (too large) is replaced by
 * something smaller and sent once more: an event by a dead letter and feedback, a dead letter by a pointer, feedback by
 * feedback with few findings. Throws KafkaError when the world is broken, or when even the replacement is refused.
 */
export async function sendOutputs(outputs: Outputs, parts: SendParts): Promise<void> {
  const { sender, writer, decide, signal, scene } = parts;
  try {
    await sender.send(outputs.outgoing, { signal });
  } catch (error) {
    if (!(error instanceof RecordsRefused)) throw error;
    const replacements = error.refusals.flatMap(({ index }) => {
      const record = outputs.records[index];
      const kind = outputs.kinds[index];
      if (record === undefined || kind === undefined) return [];
      return replacementsOf(kind, record, decide(record), { writer, scene });
    });
    await sender.send(replacements, { signal });
  }
}

const POINTER_ONLY = 0;

function replacementsOf(
  kind: OutputKind,
  record: IncomingRecord,
  decision: Decision,
  { writer, scene }: Pick<SendParts, 'writer' | 'scene'>,
): OutgoingRecord[] {
  const { now } = scene;
  const tooLarge = {
    outcome: 'unreadable',
    code: 'RECORD_TOO_LARGE',
    path: null,
    schemaId: decision.schemaId,
    producerId: decision.outcome === 'accepted' ? decision.event.producerId : decision.producerId,
  } as const;
  switch (kind) {
    case 'event':
      return [writer.deadLetter(record, tooLarge, now, POINTER_ONLY), writer.feedback(record, tooLarge, scene)];
    case 'feedback':
      return [writer.feedback(record, withFewFindings(decision), scene)];
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
