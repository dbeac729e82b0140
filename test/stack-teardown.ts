/** Ends the stack that the set-up started; one that was given by its addresses stays. */
export default async function teardown(): Promise<void> {
  await globalThis.varselvaktTestStack?.stop();
}
