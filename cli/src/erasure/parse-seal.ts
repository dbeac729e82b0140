import type { KnownSeal } from '@varselvakt/store';
import { CommandError, exitCodes } from '../command-error.ts';

const form = /^([1-9]\d{0,17}):([0-9a-f]{64})$/;

/** Reads `<batch>:<hash>` as `erasure verify` and the deleter's log write it. Throws CommandError. */
export function parseSeal(text: string): KnownSeal {
  const [, batchNumber, batchHash] = form.exec(text.toLowerCase()) ?? [];
  if (batchNumber === undefined || batchHash === undefined)
    throw new CommandError('A seal has the form <batch>:<64 hex digits>.', exitCodes.usage);
  return { batchNumber: BigInt(batchNumber), batchHash: Buffer.from(batchHash, 'hex') };
}

/** Writes a seal so that parseSeal reads it. */
export const formatSeal = ({ batchNumber, batchHash }: KnownSeal): string =>
  `${batchNumber}:${batchHash.toString('hex')}`;
