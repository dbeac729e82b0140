import type { Erasable, ErasedAggregate } from '@varselvakt/store';
import { formatTable } from '../terminal.ts';
import type { SubjectRole } from './subject/subject-matcher.ts';

/** Where a case or notification stands on its way out. */
type ErasureState = 'STORED' | 'HELD' | 'BEING_DELETED' | 'ERASED';

export type ErasureLine = {
  readonly aggregateId: string;
  readonly kind: string;
  readonly producerId: string;
  readonly label: string;
  /** When it would go by its own retention. */
  readonly deleteAt: string;
  /** False: it goes with its case. */
  readonly isNamed: boolean;
  readonly state: ErasureState;
  /** As what the person is named in it; only where a person was looked for. */
  readonly as?: readonly SubjectRole[];
  /** Left out where nothing is to be erased. */
  readonly receiptId?: string;
};

/** The lines of what was asked for; `erased` are those of which the ledger knows. */
export function toErasureLines(
  listed: readonly Erasable[],
  erased: readonly ErasedAggregate[],
  rolesById: ReadonlyMap<string, ReadonlySet<SubjectRole>> | null,
): readonly ErasureLine[] {
  const receipts = new Map(erased.map(({ aggregateId, receiptId }) => [aggregateId, receiptId]));
  return listed.map((one) => ({
    aggregateId: one.aggregateId,
    kind: one.kind ?? 'PENDING',
    producerId: one.producerId,
    label: one.label,
    deleteAt: new Date(one.deleteAt).toISOString(),
    isNamed: one.isNamed,
    state: receipts.has(one.aggregateId) ? 'ERASED' : stateOf(one),
    ...(rolesById === null ? {} : { as: [...(rolesById.get(one.aggregateId) ?? [])] }),
    receiptId: receipts.get(one.aggregateId) ?? one.receiptId,
  }));
}

const stateOf = ({ isDeleting, isHeld }: Erasable): ErasureState =>
  isDeleting ? 'BEING_DELETED' : isHeld ? 'HELD' : 'STORED';

const stateWords: Readonly<Record<ErasureState, string>> = {
  STORED: 'stored',
  HELD: 'held',
  BEING_DELETED: 'being deleted',
  ERASED: 'erased',
};

/** As a table; the receipt is the one that its erasure by an operator gets. */
export function formatErasureLines(lines: readonly ErasureLine[]): string {
  const hasRoles = lines.some(({ as }) => as !== undefined);
  const hasReceipts = lines.some(({ receiptId }) => receiptId !== undefined);
  const [roles, receipts] = [hasRoles ? ['AS'] : [], hasReceipts ? ['RECEIPT'] : []];
  const heading = ['AGGREGATE', 'KIND', 'PRODUCER', 'LABEL', ...roles, 'PLANNED', 'STATE', ...receipts];
  const rows = lines.map(({ aggregateId, kind, producerId, label, as, deleteAt, isNamed, state, receiptId }) => [
    aggregateId,
    isNamed ? kind : `${kind} (with its case)`,
    producerId,
    label,
    ...(hasRoles ? [(as ?? []).join(', ') || '-'] : []),
    deleteAt,
    stateWords[state],
    receiptId ?? '',
  ]);
  return formatTable(heading, rows);
}
