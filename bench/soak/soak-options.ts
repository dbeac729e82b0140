import { parseArgs } from 'node:util';

/** What was asked for. */
export type SoakOptions = {
  readonly minutes: number;
  readonly eventsPerSecond: number;
  /** Each service is killed once in so many seconds; 0 = none is, so that memory can be followed over the whole run. */
  readonly killEverySeconds: number;
  readonly json: boolean;
};

export type SoakCommand =
  | { readonly outcome: 'RUN'; readonly options: SoakOptions }
  | { readonly outcome: 'HELP' }
  | { readonly outcome: 'FAULTY'; readonly problem: string };

export const soakHelp = `npm run soak -- [options]

Runs the whole pipeline under an even load with bad events and deletions while its services are killed again and again, and
then lets the oracle judge. On the servers in the environment (KAFKA_BROKERS, KAFKA_SCHEMA_REGISTRY, DATABASE_URL), or else on a
stack of its own. Ends with 1 when lag is not flat, memory grows by more than 5 %, or an invariant is broken. Needs kcat.

  --minutes N       how long (60)
  --rate N          events per second (2500)
  --kill SECONDS    kill -9 of each service once in so many seconds (120; 0 = none)
  --json            JSON on standard output instead of a table; progress goes to standard error
  --help            this text
`;

/** Reads the words behind `npm run soak --`. Never throws. */
export function parseSoakOptions(words: readonly string[]): SoakCommand {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        minutes: { type: 'string', default: '60' },
        rate: { type: 'string', default: '2500' },
        kill: { type: 'string', default: '120' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { outcome: 'HELP' };
    const options = {
      minutes: readNumber('--minutes', values.minutes, 1, 1_440),
      eventsPerSecond: readNumber('--rate', values.rate, 10, 50_000),
      killEverySeconds: values.kill === '0' ? 0 : readNumber('--kill', values.kill, 30, 3_600),
      json: values.json,
    };
    return { outcome: 'RUN', options };
  } catch (error) {
    return { outcome: 'FAULTY', problem: error instanceof Error ? error.message : 'the options cannot be read' };
  }
}

function readNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!(value >= min && value <= max)) throw new RangeError(`${option} must be a number from ${min} to ${max}`);
  return value;
}
