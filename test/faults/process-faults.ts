import { type Fault, proof } from './fault.ts';

const deleterKilled = 'services/deleter/src/deleter.chaos.test.ts';
const deletionTrouble = 'services/deleter/src/deletion-trouble.chaos.test.ts';
const storm = proof(
  'test/faults/rebalance-storm.slow.chaos.test.ts',
  'whoever comes, goes, dies or wakes up too late: every record is handled once in effect',
);
const zombieRefused = proof(
  'libs/store/src/batch/store-batch.int.test.ts',
  'refuses a zombie: what the position has passed is not stored again',
);
const fenced = proof(
  'libs/kafka/src/consume/batch-consumer-trouble.int.test.ts',
  'without any sign of life is fenced: it finds itself stale, and its records go to the next member',
);
const everybodyKilled = proof(
  'test/faults/everybody-killed.slow.chaos.test.ts',
  'services that die together finish together what each of them had begun',
);

/** What happens to our own processes, their clocks and their settings. */
export const processFaults: readonly Fault[] = [
  {
    id: 'F1',
    what: 'kill -9 of validator, persister, deleter at any instant, and at every step of a deletion',
    mustHold: 'repeats stay within what was in flight',
    proofs: [
      proof('test/chaos/kill-validator.chaos.test.ts', 'loses nothing, invents nothing and keeps the order'),
      proof('test/chaos/kill-persister.chaos.test.ts', 'stores everything once and tells every loser'),
      proof('test/chaos/kill-deleter.chaos.test.ts', 'finishes what it began, and takes nothing that is not due'),
      proof(deleterKilled, 'at %s is finished by the next run'),
    ],
  },
  {
    id: 'F2',
    what: 'kill -9 of all three at once',
    mustHold: 'the deleter takes up what it had planned',
    proofs: [everybodyKilled],
  },
  {
    id: 'F3',
    what: 'SIGTERM under load; SIGSTOP for longer than a session, then SIGCONT',
    mustHold: 'a graceful stop leaves no redelivery; a zombie’s write is refused',
    proofs: [
      proof(
        'libs/kafka/src/consume/batch-consumer.int.test.ts',
        'goes on after a restart where it stopped: a graceful stop leaves no redelivery',
      ),
      storm,
      proof(
        deletionTrouble,
        'keeps the others away while it has its connection, and changes nothing once another has taken over',
      ),
    ],
  },
  {
    id: 'F13',
    what: 'every record delivered again, once or many times; the whole topic replayed',
    mustHold: 'one row per event, no planned deletion comes earlier',
    proofs: [
      proof(
        'services/persister/test/persister.int.test.ts',
        'that comes again from its producer is told as a duplicate, and as nothing when only redelivered',
      ),
      proof(
        'services/persister/src/domain/fold-aggregate.property.test.ts',
        'repeats and a replay of the whole log change nothing, so no planned deletion comes earlier by them',
      ),
      zombieRefused,
    ],
  },
  {
    id: 'F14',
    what: 'updates before their creation, old after new, gaps that are filled later',
    mustHold: 'the same end as in order',
    proofs: [
      proof(
        'services/persister/test/persister.int.test.ts',
        'that updates what has not been created is kept, and applied when the creation comes',
      ),
      proof(
        'services/persister/src/domain/fold-aggregate.property.test.ts',
        'updates that come before the creation end with the same plan as after it',
      ),
    ],
  },
  {
    id: 'F15',
    what: 'a storm of rebalances: a member comes or goes each two seconds',
    mustHold: 'progress, and no more repeats than changes',
    proofs: [storm],
  },
  {
    id: 'F16',
    what: 'a zombie: a member that was away for longer than its session, and then writes',
    mustHold: 'it is fenced by the position in the database',
    proofs: [fenced, zombieRefused, storm],
  },
  {
    id: 'F17',
    what: 'two deleters at once; one that is slower than its schedule',
    mustHold: 'nothing is done twice, runs do not overlap',
    proofs: [
      proof(
        'services/deleter/src/deleter.int.test.ts',
        'shares the work with a second one without doing anything twice',
      ),
      proof(deletionTrouble, 'keeps the others away while it has its connection'),
    ],
  },
  {
    id: 'F18',
    what: 'a crash between two tombstones of an aggregate, between announcement and tombstones, between acknowledgement and rows',
    mustHold: 'rows are never gone while a key is without its tombstone',
    proofs: [proof(deleterKilled, 'at %s is finished by the next run')],
    limit: 'Between two tombstones of one request there is no step of ours; kills at random instants hit it (F1).',
  },
  {
    id: 'F19',
    what: 'an event for an aggregate during or after its deletion',
    mustHold: 'it is late, and leaves nothing',
    proofs: [
      proof(
        'test/trouble/late-for-deletion.chaos.test.ts',
        'what is being deleted takes nothing any more, and what was given a longer life in time keeps it',
      ),
    ],
  },
  {
    id: 'F20',
    what: 'clocks: an hour and 400 days off, a step in the middle of a run, summer time, 29 February, ends of months',
    mustHold: 'the clock of the database alone decides what is due; five minutes apart stops the planning',
    proofs: [
      proof(deleterKilled, 'plans nothing, but ends what was begun; when they agree again it goes on'),
      proof(deletionTrouble, 'ends the planning; what is planned goes, the rest waits until the clocks agree'),
      proof(
        'services/deleter/src/faked-clock.slow.chaos.test.ts',
        'a machine whose clock is wrong, or is set while it runs, deletes nothing early, and all that is due once it is right',
      ),
      proof(deletionTrouble, 'do not matter: with process and database in %s all that is due goes'),
      proof(
        'libs/rules/src/checks/foresee-retention.property.test.ts',
        'it is never deleted earlier than the shortest that was asked for, by any calendar',
      ),
    ],
    limit: 'A step of the clock of the database itself is not made: for the guard it is the same difference.',
  },
  {
    id: 'F21',
    what: 'retention that is missing, zero, negative, huge or no period; changed while running',
    mustHold: 'never read as "delete now"',
    proofs: [
      proof(
        'libs/rules/src/checks/foresee-retention.property.test.ts',
        'it is refused for the very reason: nothing given, both given, unreadable, past, too long or too short',
      ),
      proof(
        'test/bad-input/bad-input.e2e.test.ts',
        'each bad record gets its own answer, and the good ones between them are stored',
      ),
    ],
  },
  {
    id: 'F36',
    what: 'memory pressure: a small heap with a large lag',
    mustHold: 'memory stays bounded, no dead letter for want of it',
    proofs: [
      proof(
        'test/faults/memory-pressure.slow.chaos.test.ts',
        'a small heap works through a large lag, and nothing is lost for want of memory',
      ),
    ],
    limit:
      'A heap of 128 MiB and a hundred thousand records; a million with the usual heap is what `npm run bench` measures (see below).',
  },
  {
    id: 'F38',
    what: 'the same service twice with the same settings',
    mustHold: 'every promise',
    proofs: [storm],
  },
  {
    id: 'F39',
    what: 'rights or password taken away while running',
    mustHold: 'it says why, and writes no dead letter',
    proofs: [
      proof(
        'test/faults/rights-lost.slow.chaos.test.ts',
        'a persister that may not write any more says so and waits, and nothing is skipped by it',
      ),
      proof(
        'test/security/least-rights.int.test.ts',
        'a service without rights waits and says what it needs; one with a wrong password ends and says so',
      ),
    ],
  },
];
