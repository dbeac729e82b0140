import type { DecodeFault, DecodeResult } from '@varselvakt/codec';
import type { ProducerEvent, RetentionDecision } from '@varselvakt/domain';
import { contextOfRecord, findProducer, ownerOfTopic, type Register } from '@varselvakt/register';
import type { Environment, Finding, RuleEngine } from '@varselvakt/rules';

/** Why a record is no event that could be judged. */
type UnreadableCode = DecodeFault | 'RECORD_NULL_KEY';

/** What becomes of one record. */
export type Decision =
  | {
      readonly outcome: 'accepted';
      readonly event: ProducerEvent;
      readonly schemaId: number;
      /** Where the event's own bytes may be taken from the record; undefined when it has to be encoded anew. */
      readonly canonicalStart: number | undefined;
      readonly retention: RetentionDecision;
      /** What passes but is told; empty for a plain acceptance. */
      readonly warnings: readonly Finding[];
      /** Whether the producer hears of it: always with warnings, else when it asked for it. */
      readonly isTold: boolean;
    }
  | {
      readonly outcome: 'refused';
      readonly event: ProducerEvent;
      readonly schemaId: number;
      /** Who is told; null when nobody that the register knows has written it. */
      readonly producerId: string | null;
      readonly findings: readonly Finding[];
    }
  | {
      readonly outcome: 'unreadable';
      readonly code: UnreadableCode;
      readonly path: string | null;
      readonly schemaId: number | null;
      /** The owner of the topic; null on a shared one, where nobody can be told. */
      readonly producerId: string | null;
    };

/** What a record is judged by besides its content. */
export type Scene = {
  readonly register: Register;
  readonly rules: RuleEngine;
  /** What the hashes of protected persons were made with; null where there is none. */
  readonly protectedPersonsKey: string | null;
  readonly environment: Environment;
  /** The validator's clock, epoch ms. */
  readonly now: number;
  readonly topic: string;
};

/**
 * Judges one record: its key, what decoding gave, then every rule at once. Pure. Shadow findings (severity observe) change
 * nothing and are told to nobody.
 */
export function decideOutcome(key: Buffer | null, decoded: DecodeResult<'ProducerEvent'>, scene: Scene): Decision {
  if (key === null) return unreadable('RECORD_NULL_KEY', null, decoded.schemaId, scene);
  if (!decoded.ok) return unreadable(decoded.code, decoded.path, decoded.schemaId, scene);
  const { value: event, schemaId, canonicalStart } = decoded;
  const { environment, now, topic, protectedPersonsKey } = scene;
  const place = { environment, now, topic, key: key.toString('utf8'), protectedPersonsKey };
  const { verdict, findings, retention } = scene.rules.validateEvent(
    event,
    contextOfRecord(scene.register, event, place),
  );
  const told = tellableOf(findings);
  if (verdict === 'REJECTED') {
    return { outcome: 'refused', event, schemaId, producerId: addresseeOf(event, scene), findings: told };
  }
  const isTold = verdict === 'WARNED' || findProducer(scene.register, event.producerId)?.feedback === 'all';
  return { outcome: 'accepted', event, schemaId, canonicalStart, retention, warnings: told, isTold };
}

/** Without shadow findings: those are for us, to see what a new rule would do. */
export function tellableOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.length === 0 ? findings : findings.filter(({ severity }) => severity !== 'observe');
}

function unreadable(code: UnreadableCode, path: string | null, schemaId: number | null, scene: Scene): Decision {
  return { outcome: 'unreadable', code, path, schemaId, producerId: ownerOfTopic(scene.register, scene.topic) };
}

/** The owner of the topic wrote it, whatever it says; on a shared topic the claim counts if the register knows it. */
function addresseeOf(event: ProducerEvent, { register, topic }: Scene): string | null {
  return ownerOfTopic(register, topic) ?? findProducer(register, event.producerId)?.id ?? null;
}
