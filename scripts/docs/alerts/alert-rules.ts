import { stringify } from 'yaml';
import type { Alert } from './alert.ts';
import { erasureAlerts } from './erasure-alerts.ts';
import { flowAlerts } from './flow-alerts.ts';
import { lagAlerts } from './lag-alerts.ts';
import { platformAlerts } from './platform-alerts.ts';
import { probeAlerts } from './probe-alerts.ts';

/** All alerts, in the groups of the runbook. */
export const alertGroups: Readonly<Record<string, readonly Alert[]>> = {
  lag: lagAlerts,
  flow: flowAlerts,
  erasure: erasureAlerts,
  probe: probeAlerts,
  platform: platformAlerts,
};

/** Where the runbook can be read; whoever runs the pipeline puts the address of a copy of his own in front. */
const runbook = 'docs/runbook.md';

const toRule = (alert: Alert) => ({
  alert: `Varselvakt${alert.name}`,
  expr: alert.expression,
  for: alert.holdsFor,
  labels: { severity: alert.severity },
  annotations: {
    summary: alert.summary,
    consequence: alert.consequence,
    action: alert.action,
    runbook_url: `${runbook}#${alert.name.toLowerCase()}`,
  },
});

/** deploy/prometheus/alerts.yaml: the rules as Prometheus reads them. */
export function renderAlertRules(): string {
  const groups = Object.entries(alertGroups).map(([name, alerts]) => ({
    name: `varselvakt-${name}`,
    rules: alerts.map(toRule),
  }));
  const head =
    '# Written by `npm run docs` from scripts/docs/alerts; a test keeps it fresh, and promtool tries every rule.\n';
  return head + stringify({ groups }, { lineWidth: 0 });
}
