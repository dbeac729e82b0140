import type { Fault } from './fault.ts';
import { inputFaults } from './input-faults.ts';
import { processFaults } from './process-faults.ts';
import { serverFaults } from './server-faults.ts';

/** All of them, by number. */
export const faults: readonly Fault[] = [...processFaults, ...serverFaults, ...inputFaults].toSorted(
  (left, right) => numberOf(left) - numberOf(right),
);

function numberOf({ id }: Fault): number {
  return Number(id.slice(1));
}
