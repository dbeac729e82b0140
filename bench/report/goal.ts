/** A goal as a figure, and whether the run met it. */
export type Goal = {
  /** Its place in the list of goals, such as P1. */
  readonly id: string;
  readonly what: string;
  readonly measured: number;
  readonly wanted: number;
  readonly unit: string;
  readonly direction: 'at least' | 'at most';
  readonly met: boolean;
};

/** A goal that wants a figure of at least so much. */
export function atLeast(id: string, what: string, measured: number, wanted: number, unit: string): Goal {
  return { id, what, measured, wanted, unit, direction: 'at least', met: measured >= wanted };
}

/** A goal that wants a figure of at most so much. */
export function atMost(id: string, what: string, measured: number, wanted: number, unit: string): Goal {
  return { id, what, measured, wanted, unit, direction: 'at most', met: measured <= wanted };
}
