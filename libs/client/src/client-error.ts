import type { OutcomeFinding } from '@varselvakt/domain';

/**
 * The base of every error that this library throws on purpose. `retriable` says whether the same call may succeed later without anybody
 * changing anything. Messages hold codes, paths and counts, never a value of an event.
 */
export class ClientError extends Error {
  override readonly name: string = 'ClientError';
  readonly code: string;
  readonly retriable: boolean;

  constructor(code: string, detail: string, options: { readonly retriable: boolean; readonly cause?: unknown }) {
    super(`${code}: ${detail}`, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.retriable = options.retriable;
  }
}

/** The input of a builder, or an event made by hand, does not fit the schema. */
export class InvalidEvent extends ClientError {
  override readonly name = 'InvalidEvent';
  /** Every field that does not fit, such as `body.recipients[0]`; '' is the event itself. */
  readonly paths: readonly string[];

  constructor(paths: readonly string[], cause?: unknown) {
    const places = paths.map((path) => path || 'the event itself').join(', ');
    super('EVENT_INVALID', `the event does not fit the schema at ${places || 'its root'}`, { retriable: false, cause });
    this.paths = paths;
  }
}

/** An event that the rules refuse, and why. */
export type RefusedEvent = { readonly eventId: string; readonly findings: readonly OutcomeFinding[] };

/** The validator would refuse some of the events, so that none was sent. */
export class EventRefused extends ClientError {
  override readonly name = 'EventRefused';
  readonly refusals: readonly RefusedEvent[];

  constructor(refusals: readonly RefusedEvent[]) {
    const codes = new Set(refusals.flatMap(({ findings }) => findings.map(({ code }) => code)));
    super('EVENT_REFUSED', `${refusals.length} events break ${[...codes].join(', ')}`, { retriable: false });
    this.refusals = refusals;
  }
}

/**
 * Some of the events are not known to be written; all others are. Publish the same events again, as they are: an event that was written
 * after all counts once, because its id is the same.
 */
export class PublishFailed extends ClientError {
  override readonly name = 'PublishFailed';
  /** Ids of the events that are not known to be written. */
  readonly eventIds: readonly string[];

  constructor(
    eventIds: readonly string[],
    fault: { readonly code: string; readonly retriable: boolean; readonly cause: unknown },
  ) {
    super(fault.code, `${eventIds.length} events are not known to be written`, fault);
    this.eventIds = eventIds;
  }
}
