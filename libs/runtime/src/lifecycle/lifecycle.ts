/** A process goes through these one way; nothing comes back to life while it is stopping. */
type LifecycleState = 'STARTING' | 'RUNNING' | 'STOPPING' | 'STOPPED';

const order: readonly LifecycleState[] = ['STARTING', 'RUNNING', 'STOPPING', 'STOPPED'];

export type Lifecycle = {
  readonly state: () => LifecycleState;
  /** Moves on; false when the process is already at or past that state. */
  readonly moveTo: (next: LifecycleState) => boolean;
};

/** Holds the state of one process. */
export function createLifecycle(): Lifecycle {
  let state: LifecycleState = 'STARTING';
  return {
    state: () => state,
    moveTo: (next) => {
      if (order.indexOf(next) <= order.indexOf(state)) return false;
      state = next;
      return true;
    },
  };
}
