/** What keeps a reader with one schema from reading, or lets it misread, what was written with the other. */
export type SchemaConflict = {
  readonly kind:
    | 'UNRESOLVABLE'
    | 'KIND'
    | 'LOGICAL_TYPE'
    | 'NAME'
    | 'SIZE'
    | 'SYMBOLS'
    | 'DEFAULT_SYMBOL'
    | 'DEFAULT'
    | 'FIELD_ADDED'
    | 'BRANCH';
  /** The field, such as `ProducerEvent.body.text`; empty where Avro does not tell. */
  readonly path: string;
  /** What the writer has. */
  readonly writer: string;
  /** What the reader has. */
  readonly reader: string;
};

/** A conflict in a few words, for those who know both schemas. */
export function formatSchemaConflict({ kind, path, writer, reader }: SchemaConflict): string {
  switch (kind) {
    case 'UNRESOLVABLE':
      return `cannot be resolved: ${reader}`;
    case 'KIND':
      return `${path}: ${writer} became ${reader}`;
    case 'LOGICAL_TYPE':
      return `${path}: logical type ${writer} became ${reader}`;
    case 'NAME':
      return `${path}: ${writer} was renamed ${reader}`;
    case 'SIZE':
      return `${path}: size ${writer} became ${reader}`;
    case 'SYMBOLS':
      return `${path}: the reader has no default for the symbols ${writer}`;
    case 'DEFAULT_SYMBOL':
      return `${path}: the default symbol changed`;
    case 'DEFAULT':
      return `${path}: the default changed`;
    case 'FIELD_ADDED':
      return `${path}: a field without default was added`;
    case 'BRANCH':
      return `${path}: the reader has no branch ${writer}`;
    default:
      return kind satisfies never;
  }
}
