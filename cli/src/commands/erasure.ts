import { isUuid } from '@varselvakt/domain';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { parseSeal } from '../erasure/parse-seal.ts';
import { showReceipt } from '../erasure/show-receipt.ts';
import { sweepErasures } from '../erasure/sweep-erasures.ts';
import { verifyErasures } from '../erasure/verify-erasures.ts';
import type { Terminal } from '../terminal.ts';

type VerifyOptions = { readonly seal?: string; readonly json?: true };

/** `erasure`: proof of what was deleted. */
export function addErasureCommand(program: Command, terminal: Terminal): void {
  const erasure = program.command('erasure').description('proof of what was deleted');
  erasure
    .command('verify')
    .option('--seal <batch:hash>', 'a seal that was written down earlier; the chain must still hold it')
    .option('--json', 'as JSON')
    .description('make the hash chain of the ledger anew; ends with 1 at the first batch that is not what was sealed')
    .action(async ({ seal, json }: VerifyOptions) =>
      verifyErasures(seal === undefined ? null : parseSeal(seal), json === true, terminal),
    );
  erasure
    .command('sweep')
    .option('--dry-run', 'say what is found, remove and note nothing')
    .option('--json', 'as JSON')
    .description(
      'read the event log and the tables for what was erased, remove what is found; ends with 1 when something was (the deleter does it by itself every ERASURE_SWEEP_HOURS)',
    )
    .action(async ({ dryRun, json }: { dryRun?: true; json?: true }) =>
      sweepErasures({ isDryRun: dryRun === true, isJson: json === true }, terminal),
    );
  erasure
    .command('receipt')
    .argument('<id>', 'aggregateId or receiptId')
    .option('--json', 'as JSON')
    .description('the line of the ledger for one deletion, its place in the chain, and what was checked')
    .action(async (id: string, { json }: { json?: true }) => {
      if (!isUuid(id)) throw new CommandError('An aggregate’s or receipt’s id is a UUID.', exitCodes.usage);
      await showReceipt(id.toLowerCase(), json === true, terminal);
    });
}
