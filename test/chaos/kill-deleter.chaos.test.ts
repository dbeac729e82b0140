/** kill -9 of the deleter in the middle of its work, again and again: nothing due stays, and nothing else goes. */
import { countDeleted } from './kill-repeatedly.ts';
import { testKills } from './test-kills.ts';

testKills('a deleter that is killed at work finishes what it began, and takes nothing that is not due', {
  service: 'deleter',
  killCount: 8,
  maxDelayMs: 300,
  progress: countDeleted,
  mix: {
    lives: 20,
    repeats: 5,
    conflicts: 5,
    misfits: 3,
    refused: 3,
    unreadable: 3,
    withdrawn: 30,
    short: 50,
    shortCases: 15,
  },
  shortRetentionMs: 8_000,
  settings: { DELETER_BATCH_SIZE: '5' },
});
