import {
  headerBytes,
  type IncomingHeaders,
  type IncomingRecord,
  type OutgoingRecord,
  originalHeaders,
} from '@varselvakt/kafka';

/** How often a record has been sent again. Not `notif-*`: those headers are taken off each dead letter, and the count would begin anew. */
const countHeader = 'varselvakt-redrive-count';
/** The dead letter that a record was sent again from: `topic/partition/offset`. */
export const originHeader = 'varselvakt-redrive-of';

const maxCount = 999_999;

/** What `originHeader` says of a letter. */
export const originOf = (
  topic: string,
  { partition, offset }: { readonly partition: number; readonly offset: bigint },
): string => `${topic}/${partition}/${offset}`;

/** The record as it was before it became a dead letter (key, value, headers, place), marked as sent again. */
export function toRedrivenRecord(
  letter: IncomingRecord,
  target: { readonly topic: string; readonly partition: number },
): OutgoingRecord {
  const headers = originalHeaders(letter.headers);
  return {
    ...target,
    key: letter.key,
    value: letter.value,
    headers: {
      ...headers,
      [countHeader]: String(Math.min(countOf(headers) + 1, maxCount)),
      [originHeader]: originOf(letter.topic, letter),
    },
  };
}

/** How often these headers say that their record was sent again; 0 for anything that is no count. */
export function countOf(headers: IncomingHeaders): number {
  const text = headerBytes(headers, countHeader)?.toString('latin1') ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}
