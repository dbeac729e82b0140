import type { OutgoingRecord } from '@varselvakt/kafka';
import type { Poison } from './poison.ts';

const STEP_BYTES = 23;
const MAGIC_AND_ID_BYTES = 5;

/** Records that cannot be read, full of poison, made from one that could be. */
export function unreadableRecords(good: OutgoingRecord, poison: Poison): readonly OutgoingRecord[] {
  const value = good.value ?? Buffer.alloc(0);
  const all = Buffer.from(Object.values(poison).join(' '));
  const cuts = Array.from({ length: Math.floor(value.length / STEP_BYTES) }, (_, index) =>
    value.subarray(0, MAGIC_AND_ID_BYTES + index * STEP_BYTES),
  );
  const at = value.indexOf(poison.word);
  const invalid = Buffer.from(value);
  invalid[at + 2] = 0xff;
  const values: readonly (Buffer | null)[] = [
    ...cuts,
    invalid,
    Buffer.concat([value, all]),
    Buffer.concat([value.subarray(0, MAGIC_AND_ID_BYTES), all]),
    Buffer.concat([Buffer.from([7]), all]),
    Buffer.from(JSON.stringify({ text: all.toString() })),
    all,
    Buffer.concat(Array.from({ length: 12_000 }, () => all)),
    null,
  ];
  return [
    ...values.map((bytes) => ({ ...good, value: bytes })),
    { ...good, key: null },
    { ...good, key: all },
    { ...good, key: all, value: null },
    { ...good, key: all, value: all },
  ];
}

/** Headers as a careless producer might send them. */
export function poisonedHeaders(poison: Poison): Readonly<Record<string, string>> {
  return {
    [poison.word]: poison.identityNumber,
    traceparent: `00-${poison.identityNumber}`,
    tracestate: poison.emailAddress,
    'notif-error-code': poison.word,
    'kafka_dlt-exception-message': poison.phoneNumber,
  };
}
