import type { Alert } from './alert.ts';

/** Whether what must be gone is gone, in time, and seen to be. */
export const erasureAlerts: readonly Alert[] = [
  {
    name: 'DeletionsLate',
    expression: 'max(notif_deleter_oldest_due_age_seconds) > 3600',
    holdsFor: '10m',
    severity: 'page',
    summary: 'Something that should be gone has been due for {{ $value | humanizeDuration }}',
    consequence: 'The terms are broken for each object that is late.',
    action: 'varselvakt status says what keeps the deleter from deleting; varselvakt deletions due lists what waits',
    steps: [
      'Stopped by volume: [DeletionsStopped](#deletionsstopped). Paused: [DeletionsPaused](#deletionspaused). Nobody deletes: [NoDeleter](#nodeleter).',
      'None of these: the log of the deleter names the code. Kafka away: it goes on by itself. Clocks apart: mend the clock, nothing is deleted by a wrong one.',
      'What a legal hold keeps is not late and not counted here.',
    ],
  },
  {
    name: 'DeletionsStopped',
    expression: 'max(notif_deleter_stopped) == 1',
    holdsFor: '1m',
    severity: 'page',
    summary: 'Far more is due than is usual: the deleter deletes nothing until somebody has looked',
    consequence: 'Either an accident was held up, or what must go stays until it is approved.',
    action: 'varselvakt deletions due shows how much, of whom and why; is it meant?',
    steps: [
      'Meant (a big label expires, a producer leaves): `varselvakt deletions approve` lets as much go as it counts, for a day.',
      'Not meant (a wrong policy, a wrong clock, a producer that withdraws everything by mistake): `varselvakt deletions pause --reason …`, then mend the cause; `varselvakt deletions what-if` shows what a policy would do.',
    ],
  },
  {
    name: 'DeletionsPaused',
    expression: 'max(notif_deleter_paused) == 1',
    holdsFor: '1d',
    severity: 'ticket',
    summary: 'Deletions have been paused for a day',
    consequence: 'What is due stays longer than the terms allow.',
    action: 'varselvakt deletions resume, or write down why not',
    steps: ['`varselvakt deletions due` names who paused them, why and until when.'],
  },
  {
    name: 'NoDeleter',
    expression: 'max(notif_deleter_leader) == 0 or absent(notif_deleter_leader)',
    holdsFor: '5m',
    severity: 'page',
    summary: 'No deleter deletes',
    consequence: 'Nothing that is due goes.',
    action: 'Start a deleter; one of several works, the others stand by',
    steps: [
      'None runs: its last log line names the cause. Some run and none leads: one that is dead to us holds the lock; Postgres lets go of it when its connection ends (`pg_stat_activity`, application name `varselvakt-deleter`).',
    ],
  },
  {
    name: 'DeleterFails',
    expression: 'time() - max(notif_deleter_last_success_timestamp_seconds) > 900',
    holdsFor: '5m',
    severity: 'page',
    summary: 'The last run of the deleter without a fault ended {{ $value | humanizeDuration }} ago',
    consequence: 'What is due stays; what is planned may be half done, which the next run ends.',
    action: 'Read the code in the log of the deleter that leads',
    steps: [
      '`varselvakt doctor` tells which server is at fault. A run that is broken off is taken up again, nothing is forgotten or done twice.',
    ],
  },
  {
    name: 'ErasedThingsFound',
    expression: 'max(notif_erasure_last_sweep_found) > 0',
    holdsFor: '0m',
    severity: 'page',
    summary: 'The last verification found {{ $value }} leftovers of what was erased, and removed them',
    consequence:
      'Something brought erased data back: a restored backup, a tool that wrote to the log, or a defect of ours.',
    action: 'varselvakt erasure sweep --dry-run looks again; find out where they came from before it happens again',
    steps: [
      'A restored database or topic: expected, once. Anything else is to be reported as a breach until it is explained.',
      '`varselvakt erasure receipt <aggregateId>` shows what was found of one object and when.',
    ],
  },
  {
    name: 'ErasuresNotVerified',
    expression: 'time() - max(notif_erasure_last_verified_timestamp_seconds) > 172800',
    holdsFor: '1h',
    severity: 'ticket',
    summary: 'For {{ $value | humanizeDuration }} nobody has verified that what was erased is gone',
    consequence: 'The proof of erasure is out of date.',
    action: 'See why sweeps do not end: the log of the deleter says a sweep was broken off, and why',
    steps: ['`varselvakt erasure sweep` does one at once, with its progress. Sweeps rest while deletions are paused.'],
  },
];
