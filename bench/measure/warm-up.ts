/** Events before the measured stretch: Node's compiler has seen the whole path by then. */
export const warmUpEvents = 30_000;
