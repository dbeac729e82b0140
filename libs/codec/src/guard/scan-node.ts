import type { PrimitiveName } from '../schema/schema-json.ts';

export type ScanKind = PrimitiveName | 'record' | 'enum' | 'fixed' | 'array' | 'map' | 'union';

/** One type of a writer's schema, reduced to what is needed to walk over its bytes. All nodes have the same shape. */
export type ScanNode = {
  readonly kind: ScanKind;
  /** Fewest bytes a value can take; 0 where a value can be empty (null, an empty record) or the type is recursive. */
  minBytes: number;
  /** Bytes of a fixed, number of symbols of an enum, else 0. */
  size: number;
  /** Fields of a record, branches of a union, the one item type of an array or map. */
  readonly children: ScanNode[];
  /** Field names of a record, in step with children. */
  readonly names: string[];
};

/** A node to be filled in; recursion needs it to exist before its children do. */
export function createScanNode(kind: ScanKind, minBytes: number): ScanNode {
  return { kind, minBytes, size: 0, children: [], names: [] };
}
