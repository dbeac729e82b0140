import { expect, test } from '@jest/globals';
import { formatPage } from './format-page.ts';
import { atMost } from './goal.ts';

const machine = {
  cpuModel: 'Some CPU',
  coreCount: 2,
  memoryBytes: 8 * 1_073_741_824,
  nodeVersion: 'v24.0.0',
  nodeOptions: '',
  platform: 'linux x64',
  loadBefore: 0.1,
  gitCommit: 'abc',
  gitDirty: false,
  measuredAt: '2026-01-15T09:00:00.000Z',
};

test('the page tells machine, figures and goals of each benchmark', () => {
  const report = {
    bench: 'validator',
    about: 'judge',
    eventCount: 150_000,
    runCount: 3,
    figures: [{ name: 'events', unit: 'events/s', median: 30_000, min: 29_000, max: 31_000 }],
    goals: [atMost('P1', 'CPU per event', 31, 30, 'µs')],
  };
  const page = formatPage({ machine, stack: 'embedded', reports: [report] });
  expect(page).toContain('Some CPU, 2 cores');
  expect(page).toContain('| events | 30,000 events/s | 29,000 events/s … 31,000 events/s |');
  expect(page).toContain('| P1 | CPU per event | 31.0 µs | at most 30.0 µs | **not met** |');
});
