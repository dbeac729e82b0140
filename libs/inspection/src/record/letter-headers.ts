import { headerBytes, type IncomingHeaders } from '@varselvakt/kafka';
import { type EventMask, hideText } from '@varselvakt/rules';

/** A header that one of our services has written. */
export type LetterHeader = { readonly name: string; readonly value: string };

/** The headers of a dead letter: ours by name and value, of all others only how many and how large. */
export type LetterHeaders = {
  readonly own: readonly LetterHeader[];
  readonly foreignCount: number;
  readonly foreignBytes: number;
};

type Reading = (bytes: Buffer) => string | null;

const ofForm =
  (form: RegExp): Reading =>
  (bytes) => {
    const text = bytes.toString('utf8');
    return form.test(text) ? text : null;
  };
const instant: Reading = (bytes) => {
  if (bytes.length !== 8) return null;
  const at = new Date(Number(bytes.readBigInt64BE()));
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
};
const codeText = '[A-Z][A-Z_]{1,79}';
const pathText = '[A-Za-z][\\w.[\\]]{0,199}';

/** What each of our headers holds, and nothing else is taken for it: whoever can write a dead letter could forge one. */
const readings: Readonly<Record<string, Reading>> = {
  'kafka_dlt-original-topic': ofForm(/^[\w.-]{1,249}$/),
  'kafka_dlt-original-partition': (bytes) => (bytes.length === 4 ? String(bytes.readInt32BE()) : null),
  'kafka_dlt-original-offset': (bytes) => (bytes.length === 8 ? bytes.readBigInt64BE().toString() : null),
  'kafka_dlt-original-timestamp': instant,
  'kafka_dlt-original-timestamp-type': ofForm(/^(CreateTime|LogAppendTime|NoTimestampType)$/),
  'kafka_dlt-original-consumer-group': ofForm(/^[\w.-]{1,255}$/),
  'kafka_dlt-exception-fqcn': ofForm(/^no\.varselvakt\.\w{1,60}$/),
  'kafka_dlt-exception-message': ofForm(new RegExp(`^${codeText}( at ${pathText})?$`)),
  'notif-error-code': ofForm(new RegExp(`^${codeText}$`)),
  'notif-error-path': ofForm(new RegExp(`^${pathText}$`)),
  'notif-attempt': ofForm(/^\d{1,6}$/),
  'notif-first-failure-time': ofForm(/^\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z$/),
  'notif-original-size': ofForm(/^\d{1,10}$/),
  'notif-original-sha256': ofForm(/^[0-9a-f]{64}$/),
  'varselvakt-redrive-count': ofForm(/^\d{1,6}$/),
  'varselvakt-redrive-of': ofForm(/^[\w.-]{1,249}\/\d{1,6}\/\d{1,19}$/),
  traceparent: ofForm(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/),
};

const bytesOf = (headers: IncomingHeaders, name: string): number =>
  [headers[name] ?? []].flat().reduce((sum: number, item) => sum + (item as Buffer).length, 0);

/** What may be told of a dead letter's headers. Pure; never throws. */
export function toLetterHeaders(headers: IncomingHeaders, { maskId }: Pick<EventMask, 'maskId'>): LetterHeaders {
  const names = Object.keys(headers);
  const foreign = names.filter((name) => !Object.hasOwn(readings, name));
  const own = names.flatMap((name): readonly LetterHeader[] => {
    const bytes = headerBytes(headers, name);
    if (bytes === undefined || !Object.hasOwn(readings, name)) return [];
    const value = readings[name]?.(bytes) ?? null;
    return [{ name, value: value === null ? hideText(bytes.toString('latin1')) : maskId(value) }];
  });
  return {
    own: own.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    foreignCount: foreign.length,
    foreignBytes: foreign.reduce((sum, name) => sum + bytesOf(headers, name), 0),
  };
}
