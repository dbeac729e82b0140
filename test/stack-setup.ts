import { createProgressDisplay, type Stack, startStack, toVariables } from '@varselvakt/devstack';

declare global {
  /** The stack of this test run, handed from the set-up to the teardown; both run in jest's own process. */
  var varselvaktTestStack: Stack | undefined;
}

/** Starts the stack once per run for the tiers that need real parts; the tests read its addresses from the environment. */
export default async function setup(): Promise<void> {
  if (globalThis.varselvaktTestStack === undefined) {
    const display = createProgressDisplay(process.stderr);
    const options = { name: 'test', profile: 'test', ephemeral: true, onProgress: display.report } as const;
    globalThis.varselvaktTestStack = await startStack(options).finally(display.close);
  }
  Object.assign(process.env, toVariables(globalThis.varselvaktTestStack.addresses));
}
