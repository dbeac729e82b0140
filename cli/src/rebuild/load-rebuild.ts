import type { ClusterAdmin, IncomingRecord, Sender } from '@varselvakt/kafka';
import type { ConfigOf, ReleaseStack, Settings } from '@varselvakt/runtime';
import { importFrom } from '../service-files.ts';

/** What became of the records of the log. */
export type RebuildTally = {
  readonly storedCount: number;
  readonly repeatedCount: number;
  readonly passedOverCount: number;
  readonly unusableCount: number;
  readonly refusedCounts: Readonly<Record<string, number>>;
};

/** What the persister has for a rebuild: see its open-rebuild.ts. */
export type RebuildModule = {
  readonly openRebuild: (parts: {
    readonly config: ConfigOf<Settings>;
    readonly databaseUrl: string;
    readonly admin: ClusterAdmin;
    readonly sender: Pick<Sender, 'send'>;
    readonly onRefused: (code: string) => void;
    readonly release: Pick<ReleaseStack, 'push'>;
    readonly isBuried: (record: IncomingRecord) => boolean;
  }) => Promise<{
    readonly store: (records: readonly IncomingRecord[]) => Promise<void>;
    readonly tally: RebuildTally;
  }>;
};

/** The persister's own way to store the log; there is no other. Throws CommandError when it is not part of this installation. */
export async function loadRebuild(): Promise<RebuildModule> {
  return (await importFrom('persister', 'rebuild/open-rebuild.ts')) as RebuildModule;
}
