import { describeSeconds, type PipelineStatus } from '@varselvakt/lag';
import type { ProbeStatus } from '@varselvakt/probe';
import { formatTable } from '../terminal.ts';

const seconds = (ms: number | null): string => (ms === null ? '?' : `${(ms / 1_000).toFixed(1)} s`);

function formatProbe({ state, reason, legsMs, lastReturnedAt }: ProbeStatus): string {
  const legs = `validated in ${seconds(legsMs.validate)}, stored in ${seconds(legsMs.store)}, deleted in ${seconds(legsMs.delete)}`;
  const last = lastReturnedAt === null ? 'never' : new Date(lastReturnedAt).toISOString();
  return `End-to-end probe: ${state}, ${reason}; ${legs}; last back: ${last}`;
}

/** What somebody sees in five seconds: whether it works, why not, and what to do. */
export function formatStatus({ healthy, stages, probe }: PipelineStatus): string {
  const table = formatTable(
    ['STAGE', 'VERDICT', 'WAITING', 'OLDEST', 'WHY'],
    stages.map(({ stage, verdict, lag, oldestSeconds, reason }) => [
      ...[
        stage,
        verdict,
        lag?.toString() ?? '?',
        oldestSeconds === null ? '-' : describeSeconds(oldestSeconds),
        reason,
      ],
    ]),
  );
  const actions = stages.flatMap(({ stage, action }) => (action === null ? [] : [`${stage}: ${action}`]));
  const head = healthy ? 'The pipeline works.' : 'The pipeline does not work as it should.';
  const probed = probe === null ? [] : ['', formatProbe(probe)];
  return [head, '', table, ...probed, ...(actions.length === 0 ? [] : ['', 'What to do', ...actions])].join('\n');
}
