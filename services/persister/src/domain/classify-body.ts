import { type Body, refuseUnknownVariant } from '@varselvakt/domain';
import type { AggregateKind } from '@varselvakt/store';

/** What a body says about its aggregate: the kind that it creates, or the kind that it fits (null = any). */
export type BodyMeaning =
  | { readonly effect: 'CREATE'; readonly kind: AggregateKind; readonly state: string }
  | { readonly effect: 'UPDATE'; readonly kind: AggregateKind | null; readonly state: string | null };

const creates = (kind: AggregateKind, state: string): BodyMeaning => ({ effect: 'CREATE', kind, state });
const updates = (kind: AggregateKind | null, state: string | null): BodyMeaning => ({ effect: 'UPDATE', kind, state });

type EnvelopeOf<B> = B extends Body ? Pick<B, Extract<keyof B, 'type' | 'status' | 'state'>> : never;

/** What is read of a body. */
export type BodyEnvelope = EnvelopeOf<Body>;

/** The meaning of a body for the state of its aggregate; `state` null = unchanged. */
export function classifyBody(body: BodyEnvelope): BodyMeaning {
  switch (body.type) {
    case 'CaseOpened':
      return creates('CASE', body.status);
    case 'MessageCreated':
      return creates('MESSAGE', 'CREATED');
    case 'TaskCreated':
      return creates('TASK', 'OPEN');
    case 'AppointmentCreated':
      return creates('APPOINTMENT', body.state);
    case 'CaseStatusChanged':
      return updates('CASE', body.status);
    case 'CaseDetailsChanged':
      return updates('CASE', null);
    case 'TaskCompleted':
      return updates('TASK', 'COMPLETED');
    case 'TaskExpired':
      return updates('TASK', 'EXPIRED');
    case 'TaskDeadlineMoved':
      return updates('TASK', 'OPEN');
    case 'AppointmentChanged':
      return updates('APPOINTMENT', body.state);
    case 'RetentionChanged':
    case 'DeletionRequested':
      return updates(null, null);
    default:
      return refuseUnknownVariant(body);
  }
}
