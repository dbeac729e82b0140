import type { TemplateResult } from 'lit-html';
import type { PageContext } from '../page.ts';
import { ApiError, Disconnected } from './api.ts';
import type { Place } from './router.ts';
import type { Session } from './session.ts';

type Draw = (context: PageContext) => TemplateResult;

/** What the shell knows; every change makes a new one. */
export type ShellState = {
  readonly place: Place;
  /** Null: nobody has signed in, or it is not known yet. */
  readonly session: Session | null;
  /** What was loaded last for this page; null: nothing yet. */
  readonly draw: Draw | null;
  /** Why the last load gave nothing, while somebody answered. */
  readonly failure: ApiError | Error | null;
  readonly isLoading: boolean;
  /** When the monitor answered last, whatever it said; null: never. Milliseconds since the epoch. */
  readonly answeredAt: number | null;
  readonly isConnected: boolean;
  readonly isMenuOpen: boolean;
};

export const firstState = (place: Place): ShellState => ({
  ...{ place, session: null, draw: null, failure: null, isLoading: true },
  ...{ answeredAt: null, isConnected: true, isMenuOpen: false },
});

/** Another page shows nothing of the one before; another choice keeps it until the new one is there. */
export const afterMove = (state: ShellState, place: Place, isOther: boolean): ShellState => ({
  ...state,
  ...{ place, isLoading: true, isMenuOpen: false },
  ...(isOther ? { draw: null, failure: null } : {}),
});

export const afterLoad = (state: ShellState, draw: Draw, now: number): ShellState => ({
  ...state,
  ...{ draw, failure: null, isLoading: false, answeredAt: now, isConnected: true },
});

/** A fault of the monitor, which may pass; not an answer that says no. */
const isPassing = (thrown: unknown): boolean => !(thrown instanceof ApiError) || thrown.status >= 500;

/** Nobody there, or a fault: what was seen stays, as old. An answer that says no takes its place. */
export function afterFailure(state: ShellState, thrown: unknown, now: number): ShellState {
  if (thrown instanceof Disconnected) return { ...state, failure: null, isLoading: false, isConnected: false };
  const failure = thrown instanceof Error ? thrown : new Error('unknown', { cause: thrown });
  const answeredAt = thrown instanceof ApiError ? now : state.answeredAt;
  const draw = isPassing(thrown) ? state.draw : null;
  return { ...state, answeredAt, failure, draw, isLoading: false, isConnected: true };
}
