import type { BenchDocument, BenchReport } from './bench-report.ts';
import { formatFigure, formatNumber } from './format-figure.ts';
import { formatMachine } from './format-report.ts';

const introduction = `# Benchmarks

<!-- Written by "npm run bench -- all --page docs/benchmarks.md". The words are in bench/report/format-page.ts. -->

\`\`\`
npm run bench -- validator            one of rules, lint, validator, persister, pipeline, deleter, lag, recovery, or all
npm run bench -- all --json           one JSON document on standard output
npm run bench -- validator --bad 1    with one per cent of bad records
npm run bench -- pipeline --full      a million events; deleter --full: a million due of five million
npm run bench -- --help               everything else
\`\`\`

Each service runs as a process of its own, started as in production, on real Kafka, registry and Postgres (fsync on): those
named in the environment, or a stack that is started for the run and removed afterwards. Time on the wall, CPU and memory are
read from outside (offsets of the topics, positions in the database, \`/proc\`), so nothing in the services knows that it is
measured. Linux only.

## What the figures mean

- **Events**: those of a mix of cases, messages, tasks and appointments, each in its order, 590 bytes on average as an inbound
  record. None of them is bad unless asked for.
- **Events per second** are counted from the end of a warm-up of 30,000 events to the last one, by what Kafka or Postgres has
  acknowledged. **Per CPU second** is the same work divided by the CPU time of the service alone: the figure to compare
  machines and versions by, because it hardly depends on what else runs.
- **Ceiling**: the same work without ours, measured in the same run on the same records. Validator: consume → send → commit
  with plain kafkajs. Persister: plain inserts into one table by pg. Deleter: plain tombstones and plain deletes, one after
  the other. The **ratio** to it survives a busy machine; rates alone do not. Two things to know: our sender writes batches
  more cheaply than plain kafkajs does, and the plain inserts keep no aggregates, no ledger and no duplicates apart.
- **Rules**: one process without Kafka and database, a fresh one per run. Mixed texts are notifications of the fixtures, nine clean
  ones to one bad; hostile texts look like the beginning of something all along, or are spelled to evade. The ceiling is a
  pass that reads every character of the same texts and does nothing with it. One core is a CPU second of the one thread. Goals
  carry the bars R1–R4: speed, longest time, loading, and random numbers taken for identity numbers.
- **Lint**: \`varselvakt lint --texts --json\` as a user runs it, reading one pipe and writing another, with as many threads as there are
  cores. Its start, up to the first result, is told apart from the rate that follows; the rate holds the time in which code
  and threads get warm.
- **Recovery**: on servers of its own, under 300 events a second. A service is killed (kill -9) and started again at once; a server is killed, stays
  away and is started again, and time counts from its first answer. Every partition must handle an event that was sent after that.
- **Peak memory** is the most that the process ever held (VmHWM).
- **WAL** is counted on the whole server, from a checkpoint on, and includes the full pages that follow one.
- **Goals** carry the numbers of the project's list (P1–P14) and invariants (I1–I12); the deleter's times are scaled to a million.

Figures come from whatever machine ran them. On two cores that also run Kafka, Postgres and other work, take two runs, quiet
ones (\`uptime\` below 0.5), before believing a difference of less than a tenth.

`;

/** The figures as a page of Markdown, with what they mean and how to get them. */
export function formatPage(document: BenchDocument): string {
  const measured = `## Last measured\n\n${formatMachine(document.machine)}\n`;
  return `${introduction}${measured}${document.reports.map(formatSection).join('')}`;
}

function formatSection({ bench, about, eventCount, runCount, figures, goals }: BenchReport): string {
  const rows = figures.map(
    ({ name, unit, median, min, max }) =>
      `| ${name} | ${formatFigure(median, unit)} | ${min === max ? '' : `${formatFigure(min, unit)} … ${formatFigure(max, unit)}`} |\n`,
  );
  const goalRows = goals.map(
    ({ id, what, measured, wanted, unit, direction, met }) =>
      `| ${id} | ${what} | ${formatFigure(measured, unit)} | ${direction} ${formatFigure(wanted, unit)} | ${met ? 'met' : '**not met**'} |\n`,
  );
  return [
    `\n### ${bench}\n\nTo ${about}. ${formatNumber(eventCount)} measured, median of ${runCount}.\n\n`,
    '| figure | median | least … greatest |\n| --- | ---: | ---: |\n',
    ...rows,
    '\n| goal | what | measured | wanted | |\n| --- | --- | ---: | ---: | --- |\n',
    ...goalRows,
  ].join('');
}
