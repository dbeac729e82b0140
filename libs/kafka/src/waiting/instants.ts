/** The earliest of some instants (milliseconds since the epoch), or null when none is given. */
export const earliest = (instants: readonly (number | null)[]): number | null => {
  const given = instants.filter((instant) => instant !== null);
  return given.length === 0 ? null : Math.min(...given);
};
