import type { Body, Retention, RetentionUpdate } from './generated/events.ts';

/** What a body does to its aggregate. */
export type BodyEffect = 'CREATE' | 'UPDATE' | 'DELETE';

/** The names of all bodies. */
export type BodyType = Body['type'];

/** The body with a given name. */
export type BodyOf<Type extends BodyType> = Extract<Body, { readonly type: Type }>;

/** Thrown when a value is outside the closed union its type promises; a retry gives the same. */
export class UnknownVariantError extends Error {
  override readonly name = 'UnknownVariantError';
  readonly code = 'UNKNOWN_VARIANT';
  readonly retriable = false;

  constructor() {
    super('A value is outside the closed union its type promises');
  }
}

/** The `never` branch of a closed union: a new member becomes a compile error. Throws `UnknownVariantError` at run time. */
export const refuseUnknownVariant = (_value: never): never => {
  throw new UnknownVariantError();
};

/** Whether a body creates, updates or deletes its aggregate. */
export const effectOfBody = (body: Body): BodyEffect => {
  switch (body.type) {
    case 'CaseOpened':
    case 'MessageCreated':
    case 'TaskCreated':
    case 'AppointmentCreated':
      return 'CREATE';
    case 'CaseStatusChanged':
    case 'CaseDetailsChanged':
    case 'TaskCompleted':
    case 'TaskExpired':
    case 'TaskDeadlineMoved':
    case 'AppointmentChanged':
    case 'RetentionChanged':
      return 'UPDATE';
    case 'DeletionRequested':
      return 'DELETE';
    default:
      return refuseUnknownVariant(body);
  }
};

/** The retention a body carries: null where none was given or where the body has no such field. */
export const retentionOfBody = (body: Body): Retention | RetentionUpdate | null =>
  'retention' in body ? body.retention : null;
