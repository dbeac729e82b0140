import type { StackVariables } from '@varselvakt/devstack';
import { loadDevstack } from '../load-devstack.ts';

/** Starts (or finds) Kafka, registry and Postgres, and shows on standard error how far that is. Throws DevstackError. */
export async function openDemoStack(): Promise<{ variables: StackVariables; stop: () => Promise<void> }> {
  const { createProgressDisplay, startStack, toVariables } = await loadDevstack();
  const display = createProgressDisplay(process.stderr);
  try {
    const stack = await startStack({ onProgress: display.report });
    return { variables: toVariables(stack.addresses), stop: stack.stop };
  } finally {
    display.close();
  }
}
