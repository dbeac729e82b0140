import type { ConfigOf, ReleaseStack } from '@varselvakt/runtime';
import { createStoreConnection } from '@varselvakt/store';
import type { configSchema } from '../config.ts';
import { createLettersDesk, type LettersDesk } from '../dead-letters/letters-desk.ts';
import { createRedriveDesk, type RedriveDesk } from '../dead-letters/redrive-desk.ts';
import { createDeletionsDesk, type DeletionsDesk } from '../deletions/deletions-desk.ts';
import { createTraceDesk, type TraceDesk } from '../trace/trace-desk.ts';
import { createKafkaDesk } from './kafka-desk.ts';

/** Whom the API asks about deletions, dead letters and traces, and lets act; null where a setting is missing. */
export type Desks = {
  readonly deletions: DeletionsDesk | null;
  readonly letters: LettersDesk | null;
  readonly redrive: RedriveDesk | null;
  readonly trace: TraceDesk | null;
};

/** As without a database and a schema registry. */
export const noDesks: Desks = { deletions: null, letters: null, redrive: null, trace: null };

/** A question that takes longer keeps all who look at the same page waiting. */
const statementTimeoutMs = 10_000;

/** Makes the desks that the settings allow; what they need is connected to when somebody asks. */
export function openDesks(
  config: ConfigOf<(typeof configSchema)['settings']>,
  release: Pick<ReleaseStack, 'push'>,
  now: () => number,
): Desks {
  const { DATABASE_URL: databaseUrl } = config;
  const kafka = createKafkaDesk(config, release, now);
  const open = (applicationName: string) => {
    if (databaseUrl === null) return null;
    const connection = createStoreConnection(databaseUrl, { applicationName, lookupPlans: false, statementTimeoutMs });
    release.push(applicationName, connection.close);
    return connection;
  };
  const forDeletions = open('varselvakt-console');
  const forLetters = open('varselvakt-console-kafka');
  const redrive = kafka === null || databaseUrl === null ? null : createRedriveDesk(kafka, databaseUrl);
  if (redrive !== null) release.push('redrive of the console', redrive.close);
  const tell = (text: string): string => kafka?.mask.maskId(text) ?? text;
  return {
    deletions: forDeletions === null ? null : createDeletionsDesk(forDeletions, tell, now),
    letters: kafka === null ? null : createLettersDesk(kafka, forLetters),
    redrive,
    trace: kafka === null ? null : createTraceDesk(kafka, forLetters),
  };
}
