/** kill -9 of the validator under load, again and again: nothing is lost, invented or torn. */
import { countJudged } from './kill-repeatedly.ts';
import { testKills } from './test-kills.ts';

testKills('a validator that is killed under load loses nothing, invents nothing and keeps the order', {
  service: 'validator',
  killCount: 3,
  maxDelayMs: 400,
  progress: countJudged,
  mix: {
    lives: 250,
    repeats: 25,
    conflicts: 25,
    misfits: 15,
    refused: 40,
    unreadable: 40,
    withdrawn: 15,
    short: 0,
    shortCases: 0,
  },
  shortRetentionMs: null,
});
