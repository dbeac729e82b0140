import { createWriterType } from '../avro/avro-type.ts';
import { DEFAULT_SCHEMA_LIMITS } from '../guard/decode-limits.ts';
import { createScanPlan } from '../guard/scan-plan.ts';
import { readReleasedSchema, readReleaseLock } from './released-schemas.ts';
import { findSchemaConflicts } from './schema-compatibility.ts';
import type { SchemaConflict } from './schema-conflict.ts';
import type { RecordSchemaJson } from './schema-json.ts';
import { EVENT_SCHEMA_NAMES, type EventSchemaName } from './schema-sources.ts';

/** A conflict of a schema from outside with released ones. */
export type SchemaFinding = {
  /** Who reads: `RELEASED` = with a released schema what the file has written; `FILE` = with the file what a released one has written. */
  readonly reads: 'RELEASED' | 'FILE';
  /** `error` = cannot be read; `warning` = is read, but a value that is left out gets another default. */
  readonly severity: 'error' | 'warning';
  readonly conflict: SchemaConflict;
  /** Versions of the released schema that have it. */
  readonly versions: readonly number[];
};

/** What a schema from outside is, and where it fits none of the released ones. */
export type SchemaCheck =
  /** No Avro schema of a record, or one that breaks the limits of what the pipeline reads. */
  | { readonly outcome: 'NOT_AVRO'; readonly reason: string }
  | { readonly outcome: 'NOT_OURS'; readonly name: string }
  | {
      readonly outcome: 'COMPARED';
      readonly schemaName: EventSchemaName;
      readonly versions: readonly number[];
      readonly findings: readonly SchemaFinding[];
    };

/** Compares a parsed schema with every released one of its name, in both directions. Never throws for what it is given. */
export function checkSchemaFile(schema: unknown): SchemaCheck {
  const fault = findFault(schema);
  if (fault !== undefined) return { outcome: 'NOT_AVRO', reason: fault };
  const given = schema as RecordSchemaJson;
  const schemaName = EVENT_SCHEMA_NAMES.find((name) => fullNameOf(given) === `no.varselvakt.${name}`);
  if (schemaName === undefined) return { outcome: 'NOT_OURS', name: fullNameOf(given) };
  const releases = readReleaseLock()[schemaName] ?? [];
  const found = releases.flatMap((release) => {
    const released = readReleasedSchema(release);
    return [
      ...toFindings('RELEASED', findSchemaConflicts(released, given), release.version),
      ...toFindings('FILE', findSchemaConflicts(given, released), release.version),
    ];
  });
  return { outcome: 'COMPARED', schemaName, versions: releases.map(({ version }) => version), findings: join(found) };
}

/** By the same measure as a schema that a record names in the registry. */
function findFault(schema: unknown): string | undefined {
  try {
    const plan = createScanPlan(schema as RecordSchemaJson, DEFAULT_SCHEMA_LIMITS);
    createWriterType(schema as RecordSchemaJson);
    return plan.kind === 'record' ? undefined : 'it is no record';
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown reason';
  }
}

const fullNameOf = ({ name, namespace }: RecordSchemaJson): string =>
  name.includes('.') || namespace === undefined ? name : `${namespace}.${name}`;

const harmless: ReadonlySet<SchemaConflict['kind']> = new Set(['DEFAULT', 'DEFAULT_SYMBOL']);

function toFindings(
  reads: SchemaFinding['reads'],
  conflicts: readonly SchemaConflict[],
  version: number,
): readonly SchemaFinding[] {
  // Avro stops at the first obstacle and quotes types; what was found beside it says more.
  const isExplained = conflicts.some(({ kind }) => kind !== 'UNRESOLVABLE' && !harmless.has(kind));
  return conflicts
    .filter(({ kind }) => kind !== 'UNRESOLVABLE' || !isExplained)
    .map((conflict) => ({
      reads,
      severity: harmless.has(conflict.kind) ? 'warning' : 'error',
      conflict,
      versions: [version],
    }));
}

/** The same conflict with several versions is one finding. */
function join(findings: readonly SchemaFinding[]): readonly SchemaFinding[] {
  const same = Map.groupBy(findings, ({ reads, conflict }) => JSON.stringify([reads, conflict]));
  return [...same.values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ ...first, versions: [first, ...rest].flatMap(({ versions }) => versions) }],
  );
}
