import { loadRegister, type Register } from '@varselvakt/register';

/** Reads the register anew at each call; one that has faults, as it may while it is being written, leaves the last good one. */
export function createRegisterReader(path: string): () => Promise<Register | null> {
  let good: Register | null = null;
  return async () => {
    const result = await loadRegister(path);
    if (result.outcome === 'LOADED') good = result.register;
    return good;
  };
}
