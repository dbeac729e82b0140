/** kill -9 of the persister under load, again and again: rows, log and outbox stay one story. */
import { countPersisted } from './kill-repeatedly.ts';
import { testKills } from './test-kills.ts';

testKills('a persister that is killed under load stores everything once and tells every loser', {
  service: 'persister',
  killCount: 3,
  maxDelayMs: 400,
  progress: countPersisted,
  mix: {
    lives: 200,
    repeats: 50,
    conflicts: 50,
    misfits: 25,
    refused: 10,
    unreadable: 10,
    withdrawn: 20,
    short: 0,
    shortCases: 0,
  },
  shortRetentionMs: null,
});
