import { parseArgs } from 'node:util';

export const benchNames = [
  'rules',
  'lint',
  'validator',
  'persister',
  'pipeline',
  'deleter',
  'lag',
  'recovery',
] as const;
export type BenchName = (typeof benchNames)[number];

/** What was asked for. */
export type BenchOptions = {
  readonly benches: readonly BenchName[];
  readonly json: boolean;
  /** Null = each benchmark's own. */
  readonly eventCount: number | null;
  readonly runCount: number | null;
  readonly quick: boolean;
  readonly badShare: number;
  /** Instead of what the deleter is measured by otherwise. */
  readonly heldOpen: boolean;
  readonly profileFolder: string | null;
  readonly page: string | null;
};

export type CommandLine =
  | { readonly outcome: 'RUN'; readonly options: BenchOptions }
  | { readonly outcome: 'HELP' }
  | { readonly outcome: 'FAULTY'; readonly problem: string };

export const helpText = `npm run bench -- <rules|lint|validator|persister|pipeline|deleter|lag|recovery|all> [options]

Measures the services as real processes on real Kafka, registry and Postgres: those in the environment
(KAFKA_BROKERS, KAFKA_SCHEMA_REGISTRY, DATABASE_URL), or else a stack of its own that is removed afterwards.
The rules and the lint of a pipe are measured by themselves and need none of them; recovery kills servers, and so always starts its own.

  --json             one JSON document on standard output; progress goes to standard error
  --events N         events per run after the warm-up (deleter: how many are due; five times as many are stored; rules, lint: texts)
  --runs N           how often each thing is measured; the median counts
  --quick            a fifth of the events, one run: to see that it works, not to quote
  --full             the sizes of the goals: pipeline 1,000,000 events, deleter 1,000,000 due of 5,000,000
  --bad PERCENT      validator: share of bad records in the backlog
  --held-open        deleter: only how much slower it is beside a transaction that somebody left open
  --profile FOLDER   write a CPU profile of each service there (slows it by about a tenth)
  --page FILE        also write the figures as a page of Markdown
  --help             this text
`;

const QUICK_SHARE = 0.2;
export const fullEventCount = 1_000_000;

/** A fifth when it should go quickly, what was asked for otherwise. */
export function eventCountFor({ eventCount, quick }: BenchOptions, usual: number): number {
  return eventCount ?? Math.round(usual * (quick ? QUICK_SHARE : 1));
}

/** How many runs; one when it should go quickly. */
export function runCountFor({ runCount, quick }: BenchOptions, usual: number): number {
  return runCount ?? (quick ? 1 : usual);
}

/** Reads the words behind `npm run bench --`. Never throws. */
export function parseCommandLine(words: readonly string[]): CommandLine {
  try {
    return interpret(words);
  } catch (error) {
    return { outcome: 'FAULTY', problem: error instanceof Error ? error.message : 'the options cannot be read' };
  }
}

function interpret(words: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      events: { type: 'string' },
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      bad: { type: 'string', default: '0' },
      'held-open': { type: 'boolean', default: false },
      profile: { type: 'string' },
      page: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return { outcome: 'HELP' };
  const asked = readEventCount(values.events);
  return {
    outcome: 'RUN',
    options: {
      benches: positionals.length === 0 || positionals.includes('all') ? benchNames : positionals.map(readName),
      json: values.json,
      eventCount: asked ?? (values.full ? fullEventCount : null),
      runCount: values.runs === undefined ? null : readNumber('--runs', values.runs, 1, 100),
      quick: values.quick,
      badShare: readNumber('--bad', values.bad, 0, 100) / 100,
      heldOpen: values['held-open'],
      profileFolder: values.profile ?? null,
      page: values.page ?? null,
    },
  };
}

function readEventCount(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Math.round(readNumber('--events', text, 1_000, 100_000_000));
}

function readName(word: string): BenchName {
  const name = benchNames.find((known) => known === word);
  if (name === undefined) throw new RangeError(`there is no benchmark "${word}": ${benchNames.join(', ')} or all`);
  return name;
}

function readNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!(value >= min && value <= max)) throw new RangeError(`${option} must be a number from ${min} to ${max}`);
  return value;
}
