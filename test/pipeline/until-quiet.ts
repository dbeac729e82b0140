import type { Pipeline } from './open-pipeline.ts';
import { waitUntil } from './wait-until.ts';

const LOOKS_APART_MS = 1_000;
const dueSql = 'select count(*)::int as due from aggregate where deleting_since is not null or delete_at <= now()';
const positionSql = 'select partition, next_offset from log_position where topic = $1';

/** Waits until nothing is on its way any more: no lag, nothing due, an empty outbox, and all of it at two looks running. */
export async function untilQuiet(pipeline: Pipeline, timeoutMs = 150_000): Promise<void> {
  let quietLooks = 0;
  let last = '';
  const look = async () => {
    last = await findUnrest(pipeline).catch((error: unknown) => `cannot look: ${String(error)}`);
    quietLooks = last === '' ? quietLooks + 1 : 0;
    return quietLooks >= 2;
  };
  await waitUntil('the pipeline is quiet', look, { timeoutMs, intervalMs: LOOKS_APART_MS }).catch((error: unknown) => {
    throw new Error(`The pipeline does not come to rest: ${last}\n${lastWords(pipeline)}`, { cause: error });
  });
}

async function findUnrest({ admin, ask, topics, prefix }: Pipeline): Promise<string> {
  const inbound = [topics.inbound, topics.ownInbound];
  const committed = await admin.committedOffsets(`${prefix}validator`, inbound);
  for (const topic of inbound) {
    for (const { partition, endOffset } of await admin.topicBounds(topic)) {
      const offset = committed.find((one) => one.topic === topic && one.partition === partition)?.offset ?? 0n;
      if (offset < endOffset) return `validator lags by ${endOffset - offset} on ${topic}/${partition}`;
    }
  }
  const positions = await ask(positionSql, [topics.events]);
  for (const { partition, endOffset } of await admin.topicBounds(topics.events)) {
    const next = positions.find((row) => row['partition'] === partition)?.['next_offset'] ?? 0;
    if (BigInt(String(next)) < endOffset)
      return `persister lags by ${endOffset - BigInt(String(next))} on ${partition}`;
  }
  const [outbox] = await ask('select count(*)::int as waiting from outbox');
  if (outbox?.['waiting'] !== 0) return `outbox: ${outbox?.['waiting']}`;
  const [due] = await ask(dueSql);
  return due?.['due'] === 0 ? '' : `due: ${due?.['due']}`;
}

const WORDS = 25;

/** What the living services have said last; for people who look into a failure. */
function lastWords({ processes }: Pipeline): string {
  const living = processes().filter(({ hasEnded }) => !hasEnded());
  return living.map(({ name, output }) => `${name}:\n${output().split('\n').slice(-WORDS).join('\n')}`).join('\n');
}
