/** How a record says which schema wrote it. */
export type SchemaRef =
  | { readonly by: 'id'; readonly id: number; readonly start: number }
  | { readonly by: 'guid'; readonly guid: string; readonly start: 0 };

/** Record headers as Kafka clients give them: one value, several, or none. */
export type RecordHeaders = { readonly [name: string]: HeaderValue | readonly HeaderValue[] | undefined };
type HeaderValue = Uint8Array | string;

/** The framing of Confluent's serialisers: one zero byte and the schema id as four bytes, big-endian. */
export const FRAME_BYTES = 5;
const ID_MAGIC = 0x00;
const GUID_MAGIC = 0x01;
const GUID_HEADER = '__value_schema_id';
const GUID_HEADER_BYTES = 17;

/** Which schema wrote the value, by header (GUID, unframed value) or by prefix (id); undefined when neither is there. */
export function parseSchemaRef(value: Buffer, headers: RecordHeaders | undefined): SchemaRef | undefined {
  const guid = headers === undefined ? undefined : guidOf(headers[GUID_HEADER]);
  if (guid !== undefined) return { by: 'guid', guid, start: 0 };
  if (value.length < FRAME_BYTES || value[0] !== ID_MAGIC) return undefined;
  return { by: 'id', id: value.readUInt32BE(1), start: FRAME_BYTES };
}

/** Writes magic byte and schema id at the position; the caller has left FRAME_BYTES of room. */
export function writeFrame(target: Buffer, position: number, schemaId: number): void {
  target[position] = ID_MAGIC;
  target.writeUInt32BE(schemaId, position + 1);
}

function guidOf(header: RecordHeaders[string]): string | undefined {
  const value = Array.isArray(header) ? header[0] : header;
  if (!(value instanceof Uint8Array) || value.length !== GUID_HEADER_BYTES || value[0] !== GUID_MAGIC) return undefined;
  const hex = Buffer.from(value.buffer, value.byteOffset + 1, GUID_HEADER_BYTES - 1).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
