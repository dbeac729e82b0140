import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from '../../test/faults/all-faults.ts';
import type { Fault, Proof } from '../../test/faults/fault.ts';
import { promises } from '../../test/faults/promises.ts';
import { mutants } from '../../test/mutants/all-mutants.ts';

const root = join(import.meta.dirname, '../..');
/** Goals that say how long trouble lasts and how soon things happen: end-to-end, deletion, memory, start and stop, recovery, progress. */
const goals = ['P3', 'P7', 'P10', 'P12', 'P13', 'P14'];

/** docs/reliability.md: what is promised, which test proves it, what is not made; from the tables in test/faults and test/mutants. */
export function renderReliabilityPage(): string {
  const unmade = faults.filter(({ proofs }) => proofs.length === 0);
  return [
    ...intro,
    '## The promises',
    '',
    '| | promise | checked by | mutants |',
    '|---|---|---|---|',
    ...promises.map(({ id, what, proofs }) => `| ${id} | ${what} | ${toLinks(proofs)} | ${countMutants(id)} |`),
    '',
    'I9 has no check in the oracle: a pipeline that does not come to rest fails every test above it.',
    '',
    '## The faults',
    '',
    `${faults.length - unmade.length} of ${faults.length} are made. What is not made is said in the last column and counts as not proven.`,
    '',
    '| | fault | must hold, beside the promises | made by | not made here |',
    '|---|---|---|---|---|',
    ...faults.map(toRow),
    '',
    '## Figures',
    '',
    'From [benchmarks.md](benchmarks.md), where the machine and the way of measuring stand:',
    '',
    '| goal | what | measured | wanted | |',
    '|---|---|---|---|---|',
    ...readGoals(),
    '',
    '## Known limits',
    '',
    ...limits.map((limit) => `- ${limit}`),
    '',
  ].join('\n');
}

const intro = [
  '# What is promised, and how it is proven',
  '',
  '<!-- Written by `npm run docs` from test/faults, test/mutants and docs/benchmarks.md; tests keep it fresh and see that every test named here is there. -->',
  '',
  'Whatever breaks: nothing is lost, nothing is invented, nothing comes back, nothing leaks.',
  '',
  '## How it is proven',
  '',
  '- **A workload with an intent.** A seeded generator writes down what it is about to send and what must become of it, then sends it: good events, repeats,',
  '  conflicts, refused and unreadable ones, deletions. `VARSELVAKT_TEST_SEED` repeats a run.',
  '- **Real parts in trouble.** The services run as processes on real Kafka, registry and Postgres, while they are killed, stopped, cut off, lied to and starved.',
  '- **An oracle from outside.** When all is quiet, kcat (not our client) reads every topic from its start, SQL reads every table, and both are',
  '  compared with the intent. One offence fails the test, and is named.',
  `- **Mutants.** \`npm run test:mutants\` puts ${mutants.length} known faults into a copy of the product, one after the other, and sees a test go red for each.`,
  '- **A simulation.** `npm run simulate` runs the services’ own code on a fake broker and a fake database that repeat, reorder, delay and crash as a seed decides; the',
  '  same oracle judges. `npm test` tries some seeds.',
  '- **A soak.** `npm run soak` keeps everything under load for an hour, kills a service every two minutes, and looks at lag and memory over time.',
  '- **Leaks.** Marked texts, numbers and names go through every service, every verb of the command and every route of the monitor, which are taken from their own lists,',
  '  with debug logging on; then everything that can be seen is searched.',
  '',
  '`npm test` makes one fault of each family; `npm run test:chaos` makes all of them (files named `.slow.chaos.test.ts` are only there).',
  '',
];

const limits = [
  'One machine: brokers, registry and Postgres of the tests share its disc and its clock. Data centres that part from each other and discs that lie about what they have written are not made.',
  'A Postgres that loses commits which it has acknowledged (a replica that takes over and lacks the last ones) loses them for us too; the event log holds them, and [rebuilding](rebuild.md) brings them back.',
  'Kafka with one replica, or with `min.insync.replicas=1`, may lose what it has acknowledged. Give the topics three replicas and `min.insync.replicas=2`.',
  'kafkajs is pinned: five of its defects are known, worked around and shown by tests (`libs/kafka/test/known-defects.test.ts`, `libs/kafka/src/wire/*-guard.test.ts`). Another version needs another look.',
] as const;

const toLinks = (proofs: readonly Proof[]): string =>
  [...Map.groupBy(proofs, ({ file }) => file).keys()]
    .map((file) => `[${file.split('/').at(-1)}](../${file})`)
    .join(', ');

const toRow = ({ id, what, mustHold, proofs, limit = '' }: Fault): string =>
  `| ${id} | ${what} | ${mustHold} | ${proofs.length === 0 ? '**not made**' : toLinks(proofs)} | ${limit} |`;

const countMutants = (id: string): number =>
  mutants.filter(({ promise }) => promise === (id === 'No leak' ? 'LEAK' : id)).length;

/** The rows of the benchmarks that concern reliability, with the section they stand in. */
function readGoals(): readonly string[] {
  const rows: string[] = [];
  let section = '';
  for (const line of readFileSync(join(root, 'docs/benchmarks.md'), 'utf8').split('\n')) {
    if (line.startsWith('### ')) section = line.slice(4);
    const [, goal = '', what = ''] = line.split(' | ').length >= 4 ? line.split('|').map((cell) => cell.trim()) : [];
    if (goals.includes(goal)) rows.push(line.replace(what, `${section}: ${what}`));
  }
  return rows;
}
