import { deletionMutants } from './deletion-mutants.ts';
import type { Mutant } from './mutant.ts';
import { privacyMutants } from './privacy-mutants.ts';
import { sendingMutants } from './sending-mutants.ts';
import { storingMutants } from './storing-mutants.ts';

/** All of them; at least one for each promise. */
export const mutants: readonly Mutant[] = [...sendingMutants, ...storingMutants, ...deletionMutants, ...privacyMutants];
