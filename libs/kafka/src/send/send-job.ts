import { KafkaError, RecordsRefused, type Refusal } from '../fault/kafka-error.ts';
import type { Parcel } from './parcels.ts';
import type { SendPlacement } from './sending.ts';

/** One call of `send` on its way: it is settled once, when all its parcels are done or the first one failed for good. */
export type SendJob = {
  readonly deadlineAt: number;
  readonly done: Promise<readonly SendPlacement[]>;
  readonly isSettled: () => boolean;
  /** A parcel was cut in two. */
  readonly grow: () => void;
  readonly place: (parcel: Parcel, baseOffset: bigint) => void;
  readonly refuse: (parcel: Parcel, code: string) => void;
  readonly fail: (error: KafkaError) => void;
};

/** A parcel and the call it belongs to. */
export type Consignment = { readonly parcel: Parcel; readonly job: SendJob };

/** Makes the bookkeeping for one call. `done` rejects at once when the signal is aborted. */
export const createSendJob = (parcelCount: number, deadlineAt: number, signal: AbortSignal | undefined): SendJob => {
  const { promise, resolve, reject } = Promise.withResolvers<readonly SendPlacement[]>();
  const placements: SendPlacement[] = [];
  const refusals: Refusal[] = [];
  let topicOfRefusal = '';
  let openCount = parcelCount;
  let settled = false;

  const onAbort = (): void =>
    fail(new KafkaError('KAFKA_SEND_ABORTED', '', { retriable: true, cause: signal?.reason }));
  const settle = (): void => {
    settled = true;
    signal?.removeEventListener('abort', onAbort);
  };
  const fail = (error: KafkaError): void => {
    if (settled) return;
    settle();
    reject(error);
  };
  const close = (): void => {
    openCount -= 1;
    if (settled || openCount > 0) return;
    settle();
    if (refusals.length === 0) resolve(placements);
    else reject(new RecordsRefused(topicOfRefusal, refusals));
  };

  if (signal?.aborted === true) onAbort();
  else signal?.addEventListener('abort', onAbort);

  return {
    deadlineAt,
    done: promise,
    isSettled: () => settled,
    grow: () => {
      openCount += 1;
    },
    place: ({ topic, partition, records }, baseOffset) => {
      placements.push({ topic, partition, baseOffset, recordCount: records.length });
      close();
    },
    refuse: ({ topic, indexes }, code) => {
      topicOfRefusal = topic;
      refusals.push(...indexes.map((index) => ({ index, code })));
      close();
    },
    fail,
  };
};
