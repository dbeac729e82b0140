/** Why a stack could not be had; every code stands for one cause and one remedy. */
export type DevstackErrorCode =
  | 'STACK_ADDRESSES_INCOMPLETE'
  | 'STACK_NOT_POSSIBLE'
  | 'STACK_IN_USE'
  | 'STACK_MODE_UNKNOWN'
  | 'STACK_DOWNLOAD_FAILED'
  | 'STACK_HASH_MISMATCH'
  | 'STACK_PART_EXITED'
  | 'STACK_PART_NOT_READY'
  | 'STACK_PORT_TAKEN';

/** A stack that cannot be had. `retriable` tells whether the same call may succeed later without a change by hand. */
export class DevstackError extends Error {
  override readonly name = 'DevstackError';
  readonly code: DevstackErrorCode;
  readonly retriable: boolean;

  constructor(code: DevstackErrorCode, message: string, options: { retriable: boolean; cause?: unknown }) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retriable = options.retriable;
  }
}
