import { collectTrace, readByPlace, showIds } from '@varselvakt/inspection';
import {
  type Receipt,
  readReceipts,
  readVerification,
  type StoreClient,
  type StoreConnection,
  type Verification,
} from '@varselvakt/store';
import type { KafkaDesk } from '../desks/kafka-desk.ts';
import { createKeptAnswers } from '../desks/kept-answers.ts';
import type { TraceAnswer } from './trace-schema.ts';

/** Tells what happened to an event or aggregate. Throws Refusal, KafkaError, RegistryUnavailable, StoreError. */
export type TraceDesk = { readonly trace: (id: string) => Promise<TraceAnswer> };

/** Whoever waits for more gives up. */
const maxMs = 12_000;
const maxSteps = 2_000;
/** A page that follows by itself asks every few seconds. */
const keepMs = 60_000;

/** Makes the desk; without a database it tells what the topics know. */
export function createTraceDesk(kafka: KafkaDesk, connection: StoreConnection | null): TraceDesk {
  const { access, reader, mask, now, turnstile } = kafka;
  const show = showIds(mask);
  const kept = createKeptAnswers(now);
  const collect = async (id: string, client: StoreClient | null): Promise<TraceAnswer> => {
    const deadlineAt = now() + maxMs;
    const read = readByPlace({ reader, admin: access.admin, isOver: () => now() >= deadlineAt });
    const { aggregateId, steps, topicsRead } = await collectTrace(id, { ...access, read, show }, client);
    const isErased = steps.some(({ what }) => what === 'ROWS_GONE');
    const proof = client === null ? noProof : await readProof(client, isErased, steps.length, aggregateId ?? id);
    return {
      ...{ id, aggregateId, readAt: now(), steps: steps.slice(-maxSteps), ...proof },
      reading: { readCount: topicsRead.readCount, unread: [...topicsRead.unread], maxMs },
      database: client === null ? 'NOT_CONFIGURED' : 'ASKED',
    };
  };
  return {
    trace: (id) =>
      kept.get(id, keepMs, () =>
        turnstile.pass(() =>
          connection === null ? collect(id, null) : connection.withClient((client) => collect(id, client)),
        ),
      ),
  };
}

type Proof = Pick<TraceAnswer, 'receipts' | 'rowsLeftCount'>;
const noProof: Proof = { receipts: [], rowsLeftCount: null };

/** Of what is erased, and of an id that nothing is known of: it may be a receipt's. */
async function readProof(client: StoreClient, isErased: boolean, stepCount: number, id: string): Promise<Proof> {
  if (!isErased && stepCount > 0) return noProof;
  const { receipts, rowsLeftCount } = await readReceipts(client, id);
  const told: TraceAnswer['receipts'] = [];
  for (const receipt of receipts)
    told.push(toReceipt(receipt, await readVerification(client, receipt.line.erasureNumber)));
  return { receipts: told, rowsLeftCount };
}

const toReceipt = ({ line, isSealIntact }: Receipt, sweep: Verification | null): TraceAnswer['receipts'][number] => ({
  ...{ receiptId: line.receiptId, number: line.erasureNumber.toString(), kind: line.kind, cause: line.cause },
  ...{ producerId: line.producerId, label: line.label, tombstoneCount: line.eventCount, isSealIntact },
  ...{ dueAt: Number(line.dueAtUs / 1_000n), rowsGoneAt: Number(line.rowsGoneAtUs / 1_000n) },
  ...{ verifiedAt: sweep?.finishedAt ?? null, foundCount: sweep?.foundCount ?? 0 },
});
