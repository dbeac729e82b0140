import { type Fault, proof } from './fault.ts';

const badInput = proof(
  'test/bad-input/bad-input.e2e.test.ts',
  'each bad record gets its own answer, and the good ones between them are stored',
);
const hostileBytes = 'libs/codec/src/avro/hostile-bytes.test.ts';

/** What may come from producers. */
export const inputFaults: readonly Fault[] = [
  {
    id: 'F22',
    what: 'records cut off at every length',
    mustHold: 'dead letter',
    proofs: [proof(hostileBytes, 'are refused at every length short of the whole'), badInput],
  },
  {
    id: 'F23',
    what: 'single flipped bits, 2,000 and more',
    mustHold: 'no hang, no crash',
    proofs: [proof(hostileBytes, 'never make the decoder work long, whichever bit flips'), badInput],
    limit:
      'Avro has no checksum: most flipped bits decode to another valid value. Kafka’s own checksum is what guards the way.',
  },
  {
    id: 'F24',
    what: 'counts of a thousand million, deep recursion',
    mustHold: 'dead letter, bounded work and memory',
    proofs: [proof('libs/codec/src/guard/byte-scanner.test.ts', 'recursion, however deep the bytes go'), badInput],
  },
  {
    id: 'F25',
    what: 'unknown or foreign schema, wrong first byte, JSON instead of Avro, nothing at all',
    mustHold: 'dead letter with its own code',
    proofs: [
      proof(
        'services/validator/src/validator.int.test.ts',
        'a record that cannot be read lies in the dead letters with its own bytes',
      ),
      badInput,
    ],
  },
  {
    id: 'F26',
    what: 'records as large as Kafka takes them, too large on their way out',
    mustHold: 'a pointer in the dead letters, others go on',
    proofs: [
      badInput,
      proof(
        'services/validator/src/handle-batch.test.ts',
        'as an event becomes a pointer in the dead letters, and is told',
      ),
      proof(
        'libs/kafka/src/send/sender.int.test.ts',
        'refuses the one record that is too large; its neighbours are written',
      ),
    ],
    limit: 'Records of 10 MB are not sent: the topics refuse them at the producer.',
  },
  {
    id: 'F27',
    what: 'key missing, empty, huge, another than the id in the event',
    mustHold: 'never a send without a key to a compacted topic',
    proofs: [
      badInput,
      proof(
        'libs/kafka/src/send/sender.int.test.ts',
        'refuses a record without a key on a compacted topic; its neighbours are written',
      ),
    ],
  },
  {
    id: 'F28',
    what: 'a tombstone as input',
    mustHold: 'dead letter; passed over on the log',
    proofs: [
      proof('test/workload/bad-scenes.ts', 'RECORD_NULL_VALUE'),
      proof(
        'services/persister/test/persister.int.test.ts',
        'is dead-lettered and tombstoned when its bytes are broken; tombstones are passed over',
      ),
    ],
  },
  {
    id: 'F29',
    what: 'invalid UTF-8, NUL, lone surrogates, right-to-left, emoji at a limit, __proto__; one bad row of 500',
    mustHold: 'refused or stored as it came; the other 499 are stored',
    proofs: [
      badInput,
      proof(
        'services/persister/test/persister.int.test.ts',
        'is dead-lettered alone: one bad row of 500, 499 are stored',
      ),
    ],
  },
  {
    id: 'F30',
    what: 'numbers beyond 2^53, years 0 and 10000, micros for millis',
    mustHold: 'refused',
    proofs: [
      badInput,
      proof(
        'libs/codec/src/avro/event-decoder.test.ts',
        'refuses a number that JavaScript cannot hold, without telling it',
      ),
    ],
  },
  {
    id: 'F31',
    what: 'the schema changes in the middle of the stream',
    mustHold: 'old and new side by side',
    proofs: [
      proof('libs/codec/src/avro/event-decoder.test.ts', 'the decoder reads what other versions of the schema write'),
      proof(
        'test/faults/registry-talks-nonsense.slow.chaos.test.ts',
        'records of a schema that it has are read in the end',
      ),
    ],
  },
];
