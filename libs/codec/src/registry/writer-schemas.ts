import type { SchemaLimits } from '../guard/decode-limits.ts';
import type { SchemaRef } from '../wire/framing.ts';
import type { RegistryClient } from './registry-client.ts';
import { RegistryUnavailable } from './registry-request.ts';
import { type Absence, isLastingAbsence, nextAbsence, type SchemaPatience } from './schema-patience.ts';
import { compileWriterSchema, type EventReader, type WriterSchema } from './writer-schema.ts';

/** What is known of a schema reference: how to read it, or why its records are refused until the next look. */
export type WriterEntry =
  | { readonly outcome: 'readable'; readonly writer: WriterSchema }
  | { readonly outcome: 'unknown' | 'foreign'; readonly schemaId: number | null; readonly staleAt: number };

export type WriterSchemasOptions = {
  readonly registry: RegistryClient;
  readonly readers: readonly EventReader[];
  readonly limits: SchemaLimits;
  readonly patience: SchemaPatience;
  readonly now: () => number;
};

type RefKey = number | string;

/** Registries count in positive 32-bit integers; another number cannot name a schema, and some choke on it. */
const MAX_SCHEMA_ID = 0x7fff_ffff;
/** Refusals kept; beyond this the oldest go, so that invented ids cannot fill the memory. */
const MAX_ENTRIES = 10_000;

/** The writers' schemas met so far. Readable ones are kept for good, refusals are looked at again after a while. */
export class WriterSchemas {
  readonly #options: WriterSchemasOptions;
  readonly #entries = new Map<RefKey, WriterEntry>();
  readonly #absences = new Map<RefKey, Absence>();
  readonly #underWay = new Map<RefKey, Promise<void>>();

  constructor(options: WriterSchemasOptions) {
    this.#options = options;
  }

  /** How many references are kept, readable or refused. */
  get count(): number {
    return this.#entries.size;
  }

  /** What is known of a reference; undefined when it was never resolved. Synchronous, for the decoding loop. */
  get(ref: SchemaRef): WriterEntry | undefined {
    return this.#entries.get(keyOf(ref));
  }

  /** True when the registry has to be asked before records with this reference can be judged. */
  needsLookup(ref: SchemaRef): boolean {
    const entry = this.get(ref);
    return entry === undefined || (entry.outcome !== 'readable' && entry.staleAt <= this.#options.now());
  }

  /**
   * Asks the registry about a reference, once at a time for each. Throws RegistryUnavailable, also while an unknown schema
   * may still turn up; a retry later helps.
   */
  async resolve(ref: SchemaRef): Promise<void> {
    const key = keyOf(ref);
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const lookup = this.#lookUp(ref).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, lookup);
    return lookup;
  }

  async #lookUp(ref: SchemaRef): Promise<void> {
    const { registry, readers, limits } = this.#options;
    const id = ref.by === 'id' ? ref.id : await registry.findIdOfGuid(ref.guid);
    if (id !== undefined && (id < 1 || id > MAX_SCHEMA_ID)) return this.#refuse(ref, 'unknown', null);
    const registered = id === undefined ? undefined : await registry.findSchema(id);
    const subjects = id === undefined ? undefined : await registry.findSubjects(id);
    if (id === undefined || registered === undefined || subjects === undefined) return this.#miss(ref, id ?? null);
    const reader = readers.find((one) => subjects.includes(one.subject));
    const writer = reader && compileWriterSchema(id, registered, reader, limits);
    this.#absences.delete(keyOf(ref));
    if (writer === undefined) return this.#refuse(ref, 'foreign', id);
    this.#entries.set(keyOf(ref), { outcome: 'readable', writer });
  }

  #miss(ref: SchemaRef, id: number | null): void {
    const key = keyOf(ref);
    const { patience } = this.#options;
    const now = this.#options.now();
    const absence = nextAbsence(this.#absences.get(key), now);
    this.#absences.set(key, absence);
    trim(this.#absences);
    if (!isLastingAbsence(absence, patience, now))
      throw new RegistryUnavailable('The registry does not know a schema yet', { code: 'SCHEMA_NOT_YET_KNOWN' });
    this.#refuse(ref, 'unknown', id);
  }

  #refuse(ref: SchemaRef, outcome: 'unknown' | 'foreign', schemaId: number | null): void {
    const key = keyOf(ref);
    this.#entries.delete(key);
    this.#entries.set(key, { outcome, schemaId, staleAt: this.#options.now() + this.#options.patience.negativeTtlMs });
    trim(this.#entries, (entry) => entry.outcome !== 'readable');
  }
}

function keyOf(ref: SchemaRef): RefKey {
  return ref.by === 'id' ? ref.id : ref.guid;
}

/** Drops the oldest entry that may go once there are too many; maps keep the order of insertion. */
function trim<V>(map: Map<RefKey, V>, mayGo: (value: V) => boolean = () => true): void {
  if (map.size <= MAX_ENTRIES) return;
  for (const [key, value] of map) {
    if (!mayGo(value)) continue;
    map.delete(key);
    return;
  }
}
