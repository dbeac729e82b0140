/** Why an accepted event is not stored after all. Its record is tombstoned and its producer told. */
export type RefusalCode =
  /** Another event with the same id was first. */
  | 'CONFLICT'
  /** Its aggregate, or the case of its group, is erased or about to be. */
  | 'LATE'
  /** Another producer's aggregate. */
  | 'AGGREGATE_NOT_OWNED'
  /** A second creation of an aggregate that stands. */
  | 'AGGREGATE_EXISTS'
  /** An update that does not fit the kind of its aggregate. */
  | 'AGGREGATE_KIND_MISMATCH'
  /** Another case owns the group. */
  | 'GROUP_ID_TAKEN';
