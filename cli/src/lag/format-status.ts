import { describeSeconds, type PipelineStatus } from '@varselvakt/lag';
import { formatTable } from '../terminal.ts';

/** What somebody sees in five seconds: whether it works, why not, and what to do. */
export function formatStatus({ healthy, stages }: PipelineStatus): string {
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
  return [head, '', table, ...(actions.length === 0 ? [] : ['', 'What to do', ...actions])].join('\n');
}
