import { spawnSync } from 'node:child_process';
import { judgeAudit } from './audit-report.ts';

// `npm run audit`: known vulnerabilities of run-time dependencies; exit code 1 for high and critical ones. A registry that answers no audits is told
// and is no failure.
const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 120_000 });
const { outcome, lines } = judgeAudit(stdout ?? '');
for (const line of lines) console.log(line);
process.exitCode = outcome === 'FOUND' ? 1 : 0;
