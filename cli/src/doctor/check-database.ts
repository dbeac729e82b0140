import { connect, type DatabaseFacts, examineDatabase, StoreError } from '@varselvakt/store';
import { type CheckLine, fault, ok, warning } from './check-line.ts';

const connectTimeoutMs = 10_000;
const answerTimeoutMs = 10_000;

/** Whether the database answers, has our tables, lets us use them, and agrees about the time. */
export async function checkDatabase(url: string, now: () => number): Promise<readonly CheckLine[]> {
  try {
    const client = await connect(url, {
      applicationName: 'varselvakt-doctor',
      lookupPlans: false,
      connectTimeoutMs,
      statementTimeoutMs: answerTimeoutMs,
      queryTimeoutMs: answerTimeoutMs,
    });
    try {
      const askedAt = now();
      const facts = await examineDatabase(client);
      return judgeDatabase(facts, { askedAt, answeredAt: now() });
    } finally {
      await client.close();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return [fault('database', error.message, 'is it up, and is DATABASE_URL right (address, user, password, name)?')];
  }
}

type Asking = { readonly askedAt: number; readonly answeredAt: number };

const worryingApartMs = 5_000;
/** The deleter plans nothing from here on. */
const stoppingApartMs = 5 * 60_000;

/** What the facts mean. Pure. */
export function judgeDatabase(facts: DatabaseFacts, asking: Asking): readonly CheckLine[] {
  const { serverVersion, forbiddenTables, isDurable } = facts;
  const lines = [ok('database', `Postgres ${serverVersion}`), judgeVersion(facts)];
  if (forbiddenTables !== null)
    lines.push(
      fault('database', `may not read and write ${forbiddenTables}`, 'grant select, insert, update and delete'),
    );
  if (!isDurable)
    lines.push(warning('database', 'a power cut can lose what was committed', 'set fsync and full_page_writes to on'));
  return [...lines, judgeClock(facts, asking)];
}

function judgeVersion({ schemaVersion, neededVersion }: DatabaseFacts): CheckLine {
  if (schemaVersion === neededVersion) return ok('database', `the tables have version ${schemaVersion}, as this code`);
  const state = schemaVersion === 0 ? 'there are no tables' : `the tables have version ${schemaVersion}`;
  const what = `${state}, this code needs ${neededVersion}`;
  return schemaVersion < neededVersion
    ? fault('database', what, 'run "varselvakt db migrate"')
    : fault('database', what, 'run newer code: an older one would misunderstand them');
}

/** The answer was made at some moment between asking and hearing. */
function judgeClock({ clockAt }: DatabaseFacts, { askedAt, answeredAt }: Asking): CheckLine {
  const apartMs = Math.max(askedAt - clockAt, clockAt - answeredAt, 0);
  const what = `this machine and the database are ${(apartMs / 1_000).toFixed(1)} s apart`;
  const remedy = 'see to the time service (NTP) of both';
  if (apartMs > stoppingApartMs) return fault('clocks', `${what}: nothing is deleted`, remedy);
  return apartMs > worryingApartMs ? warning('clocks', what, remedy) : ok('clocks', what);
}
