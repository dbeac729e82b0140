import { type EventDecoder, RegistryUnavailable } from '@varselvakt/codec';
import {
  type BatchHandler,
  type IncomingRecord,
  KafkaError,
  type OutgoingRecord,
  type RecordBatch,
  type Sender,
} from '@varselvakt/kafka';
import type { Register } from '@varselvakt/register';
import type { Environment, RuleEngine } from '@varselvakt/rules';
import type { FlowObserver } from '@varselvakt/runtime';
import { createBatchTally } from './batch-tally.ts';
import { type Decision, decideOutcome, type Scene } from './decide-outcome.ts';
import type { OutputWriter } from './output-writer.ts';
import { type OutputKind, type Outputs, sendOutputs } from './send-outputs.ts';

/** The steps of one batch, told as they are reached; a test that ends the process at one of them needs no more. */
type ValidatorStep = 'before-decode' | 'after-validate' | 'before-send' | 'after-send';

export type BatchHandlerParts = {
  readonly decoderOf: (topic: string) => EventDecoder<'ProducerEvent'>;
  readonly writer: OutputWriter;
  readonly sender: Sender;
  /** Asked once per batch. */
  readonly register: () => Register;
  readonly rules: RuleEngine;
  readonly protectedPersonsKey: string | null;
  readonly environment: Environment;
  readonly observe: FlowObserver;
  readonly onStep?: (step: ValidatorStep) => void | Promise<void>;
  readonly now: () => number;
};

/**
 * Judges a batch and passes it on. Returns when every output is acknowledged; throws when the world is broken (registry or
 * brokers away), so that the same records come again.
 */
export function createBatchHandler(parts: BatchHandlerParts): BatchHandler {
  const { sender, writer, observe, now } = parts;
  const reach = parts.onStep ?? (() => undefined);
  return async (batch, control) => {
    const decoder = parts.decoderOf(batch.topic);
    await reach('before-decode');
    await prepare(decoder, batch);
    const { rules, protectedPersonsKey, environment } = parts;
    const scene = {
      register: parts.register(),
      rules,
      protectedPersonsKey,
      environment,
      now: now(),
      topic: batch.topic,
    };
    const decide = (record: IncomingRecord) =>
      decideOutcome(record.key, decoder.decode(record.value, record.headers), scene);
    const { outputs, flowEvents } = judge(batch, decide, writer, scene);
    await reach('after-validate');
    control.throwIfStale();
    await reach('before-send');
    await sendOutputs(outputs, { sender, writer, decide, signal: control.signal, scene });
    await reach('after-send');
    for (const event of flowEvents) observe(event);
  };
}

/** Gives a registry in trouble the form in which the consumer passes its code on to health and logs. */
async function prepare(decoder: EventDecoder<'ProducerEvent'>, batch: RecordBatch): Promise<void> {
  try {
    await decoder.prepare(batch.records);
  } catch (cause) {
    if (!(cause instanceof RegistryUnavailable)) throw cause;
    throw new KafkaError(cause.code, `topic ${batch.topic}`, { retriable: true, cause });
  }
}

type Decide = (record: IncomingRecord) => Decision;

function judge(batch: RecordBatch, decide: Decide, writer: OutputWriter, scene: Scene) {
  const { now } = scene;
  const tally = createBatchTally(batch.topic);
  const outputs: Outputs = { outgoing: [], kinds: [], records: [] };
  const push = (kind: OutputKind, record: IncomingRecord, outgoing: OutgoingRecord) => {
    outputs.outgoing.push(outgoing);
    outputs.kinds.push(kind);
    outputs.records.push(record);
  };
  for (const record of batch.records) {
    const decision = decide(record);
    tally.add(decision);
    if (decision.outcome === 'accepted') push('event', record, writer.event(record, decision, now));
    if (decision.outcome === 'unreadable') push('dead-letter', record, writer.deadLetter(record, decision, now));
    if (isTold(decision)) {
      push('feedback', record, writer.feedback(record, decision, scene));
      tally.addFeedback(decision);
    }
  }
  return { outputs, flowEvents: tally.flowEvents() };
}

function isTold(decision: Decision): boolean {
  if (decision.outcome === 'accepted') return decision.isTold;
  return decision.outcome === 'refused' || decision.producerId !== null;
}
