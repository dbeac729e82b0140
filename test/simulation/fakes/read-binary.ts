/** Reads what libs/store writes for Postgres: arrays and rows in binary form. */
export type Value = string | number | Buffer | null;

const postgresEpochDay = 10_957;
const postgresEpochMs = 946_684_800_000;
const headerBytes = 20;

/** How a value of each element type is read, by its oid. */
const readers: Readonly<Record<number, (bytes: Buffer) => Value>> = {
  17: (bytes) => Buffer.from(bytes),
  20: (bytes) => Number(bytes.readBigInt64BE()),
  23: (bytes) => bytes.readInt32BE(),
  25: (bytes) => bytes.toString(),
  1082: (bytes) => readDay(bytes),
  1184: (bytes) => readInstant(bytes),
  2950: (bytes) => readUuid(bytes),
};

/** The elements of a parameter that is an array. */
export function readArray(param: unknown): readonly Value[] {
  if (!Buffer.isBuffer(param)) throw new TypeError('not an array in binary form');
  if (param.readInt32BE(0) === 0) return [];
  const read = readers[param.readInt32BE(8)];
  if (read === undefined) throw new TypeError(`no reader for oid ${param.readInt32BE(8)}`);
  const values: Value[] = [];
  let offset = headerBytes;
  for (let left = param.readInt32BE(12); left > 0; left -= 1) {
    const length = param.readInt32BE(offset);
    offset += 4;
    values.push(length < 0 ? null : read(param.subarray(offset, offset + length)));
    offset += Math.max(0, length);
  }
  return values;
}

/** The same where no element may be missing. */
export const readTexts = (param: unknown): readonly string[] => readArray(param).map(String);
export const readNumbers = (param: unknown): readonly number[] => readArray(param).map(Number);

const frameBytes = 5;
const copyHeaderBytes = 19;

/** The rows of a COPY; each field as its bytes. */
export function readCopyRows(message: Buffer): readonly (readonly (Buffer | null)[])[] {
  const rows: (Buffer | null)[][] = [];
  let offset = frameBytes + copyHeaderBytes;
  for (let count = message.readInt16BE(offset); count >= 0; count = message.readInt16BE(offset)) {
    offset += 2;
    const row: (Buffer | null)[] = [];
    for (let field = 0; field < count; field += 1) {
      const length = message.readInt32BE(offset);
      offset += 4;
      row.push(length < 0 ? null : message.subarray(offset, offset + length));
      offset += Math.max(0, length);
    }
    rows.push(row);
  }
  return rows;
}

export const readUuid = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
export const readDay = (bytes: Buffer): number => bytes.readInt32BE() + postgresEpochDay;
export const readInstant = (bytes: Buffer): number => Number(bytes.readBigInt64BE()) / 1_000 + postgresEpochMs;
