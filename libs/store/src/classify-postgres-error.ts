import { StoreError, type StoreErrorCode } from './store-error.ts';

/** Unique keys on which two writers may meet: whoever loses reads again and decides anew. */
const racedConstraints = new Set(['event_identity_pkey', 'aggregate_pkey', 'case_group_pkey']);

const codeByClass: Readonly<Record<string, StoreErrorCode>> = {
  '08': 'STORE_TRANSIENT',
  '0A': 'STORE_FATAL',
  '22': 'STORE_DATA',
  '23': 'STORE_DATA',
  '25': 'STORE_TRANSIENT',
  '28': 'STORE_FATAL',
  '3D': 'STORE_FATAL',
  '3F': 'STORE_FATAL',
  '40': 'STORE_TRANSIENT',
  '42': 'STORE_FATAL',
  '53': 'STORE_TRANSIENT',
  '54': 'STORE_DATA',
  '55': 'STORE_TRANSIENT',
  '57': 'STORE_TRANSIENT',
  '58': 'STORE_TRANSIENT',
};

const sqlStateForm = /^[0-9A-Z]{5}$/;
/** What RAISE puts into the field of the constraint's name may be anything; a name of ours looks like this. */
const nameForm = /^[a-z_][a-z0-9_]{0,62}$/;

function textProperty(error: unknown, name: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
}

function codeOf(sqlState: string, constraint: string | undefined, table: string | undefined): StoreErrorCode {
  // No other key is made of what an event says: whoever meets in one of those has met somebody, not bad data.
  if (sqlState === '23505')
    return constraint !== undefined && racedConstraints.has(constraint) ? 'STORE_RACED' : 'STORE_TRANSIENT';
  // No partition for the row: it was dropped after we had seen it. Not the row's fault; make it again.
  if (sqlState === '23514' && table === 'event_content') return 'STORE_RACED';
  return codeByClass[sqlState.slice(0, 2)] ?? 'STORE_TRANSIENT';
}

/**
 * Makes a StoreError without values of whatever pg or the network threw while running `act`. Anything without an SQLSTATE
 * (reset, refused, time-out, unknown) is transient: a broken world must not be taken for bad data.
 */
export function classifyPostgresError(error: unknown, act: string): StoreError {
  if (error instanceof StoreError) return error;
  const rawCode = textProperty(error, 'code');
  if (rawCode === undefined || !sqlStateForm.test(rawCode) || textProperty(error, 'severity') === undefined) {
    return new StoreError('STORE_TRANSIENT', `${act}: connection failed (${networkCode(error, rawCode)})`, {
      sqlState: networkCode(error, rawCode),
      act,
    });
  }
  const named = textProperty(error, 'constraint');
  const constraint = named !== undefined && nameForm.test(named) ? named : undefined;
  const code = codeOf(rawCode, constraint, textProperty(error, 'table'));
  return new StoreError(code, `${act}: SQLSTATE ${rawCode}${constraint === undefined ? '' : ` (${constraint})`}`, {
    sqlState: rawCode,
    act,
    ...(constraint === undefined ? {} : { constraint }),
  });
}

function networkCode(error: unknown, rawCode: string | undefined): string {
  if (rawCode !== undefined && /^[A-Z_0-9]{3,40}$/.test(rawCode)) return rawCode;
  return textProperty(error, 'message') === 'Query read timeout' ? 'QUERY_TIMEOUT' : 'CONNECTION_LOST';
}
