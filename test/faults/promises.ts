import { type Proof, proof } from './fault.ts';

/** What must hold whatever happens. The tests under faults ask the oracle for all of I1 to I12 that can be seen from outside. */
export interface PromiseMade {
  readonly id: string;
  readonly what: string;
  readonly proofs: readonly Proof[];
}

const oracle = (title: string): Proof => proof('test/oracle/judge.ts', title);

/** The promises by number; what the oracle asks is proven to be seen by its own tests and by the mutants. */
export const promises: readonly PromiseMade[] = [
  {
    id: 'I1',
    what: 'Nothing is lost: what is accepted has one row; what cannot be read has a dead letter with its own bytes',
    proofs: [oracle('checkLoss'), proof('test/oracle/judge.test.ts', 'I1')],
  },
  {
    id: 'I2',
    what: 'Nothing is invented: every row, record and outcome comes from one inbound record',
    proofs: [oracle('checkInvention')],
  },
  { id: 'I3', what: 'One row per event', proofs: [oracle('checkSingleRows')] },
  { id: 'I4', what: 'The records of an aggregate keep their order', proofs: [oracle('checkOrder')] },
  {
    id: 'I5',
    what: 'No offset passes an effect that is not durable',
    proofs: [
      proof(
        'libs/kafka/src/consume/batch-consumer-trouble.int.test.ts',
        'gets the same records again until it succeeds; nothing is committed meanwhile',
      ),
      proof(
        'libs/store/src/batch/store-batch.int.test.ts',
        'writes identity, content, aggregate and position together',
      ),
    ],
  },
  {
    id: 'I6',
    what: 'What is due is announced and gone, and each of its keys ends in a tombstone where the data lay',
    proofs: [oracle('checkDeletion')],
  },
  { id: 'I7', what: 'Nothing goes early, and nothing that is not due', proofs: [oracle('checkEarlyDeletion')] },
  {
    id: 'I8',
    what: 'Nothing comes back: what lives on the log is what is stored',
    proofs: [oracle('checkCompactedView')],
  },
  {
    id: 'I9',
    what: 'When the trouble is over, the lag goes back to zero',
    proofs: [proof('test/pipeline/until-quiet.ts', 'The pipeline does not come to rest')],
  },
  { id: 'I10', what: 'A broken world writes no dead letter', proofs: [oracle('checkDeadLetters')] },
  { id: 'I11', what: 'Repeats on the log stay within what was in flight', proofs: [oracle('checkCopies')] },
  { id: 'I12', what: 'Every record is in exactly one place', proofs: [oracle('checkConservation')] },
  {
    id: 'No leak',
    what: 'No text, number or name of an event stands in a log, metric, span, key, header, error, page or feedback',
    proofs: [
      proof(
        'test/leaks/leaks.e2e.test.ts',
        'nothing of an event stands in a log, a page, feedback, a key, a header or a table that holds no content',
      ),
      proof('test/leaks/shown-leaks.slow.chaos.test.ts', 'no verb shows anything of an event'),
      proof('test/leaks/verb-runs.test.ts', 'every verb of the command is run on poison: who adds one says how'),
    ],
  },
];
