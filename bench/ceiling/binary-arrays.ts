const HEADER_BYTES = 20;
const OID = { bytea: 17, uuid: 2950 };

function encodeArray(oid: number, items: readonly Uint8Array[]): Buffer {
  const byteCount = items.reduce((sum, item) => sum + 4 + item.length, HEADER_BYTES);
  const target = Buffer.allocUnsafe(byteCount);
  for (const [index, value] of [1, 0, oid, items.length, 1].entries()) target.writeInt32BE(value, index * 4);
  let offset = HEADER_BYTES;
  for (const item of items) {
    offset = target.writeInt32BE(item.length, offset);
    target.set(item, offset);
    offset += item.length;
  }
  return target;
}

/** uuid[] in Postgres' binary form, from 16 bytes each. At least one. */
export const uuidArray = (items: readonly Uint8Array[]): Buffer => encodeArray(OID.uuid, items);

/** bytea[] in Postgres' binary form. At least one. */
export const byteaArray = (items: readonly Uint8Array[]): Buffer => encodeArray(OID.bytea, items);
