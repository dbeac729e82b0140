import { topicDeclarations } from '@varselvakt/kafka';
import { createRegisterJsonSchema } from '@varselvakt/register';
import type { ConfigSchema, Settings } from '@varselvakt/runtime';
import { renderAlertRules } from './alerts/alert-rules.ts';
import { renderRunbook } from './alerts/runbook-page.ts';
import { createAsyncApiDocument, renderAsyncApi } from './asyncapi-document.ts';
import { renderAsyncApiPage } from './asyncapi-page.ts';
import { dashboards, renderDashboard } from './dashboards/render-dashboard.ts';
import { renderErasurePage } from './erasure-page.ts';
import { type MonitorMetrics, renderMetricsPage } from './metrics-page.ts';
import { renderReliabilityPage } from './reliability-page.ts';
import { renderSettingsPage } from './settings-page.ts';
import { renderTopicsPage } from './topics-page.ts';

const SERVICES = ['validator', 'persister', 'deleter', 'monitor'] as const;

/** What the monitor tells, by file: nothing imports a service by name. */
async function readMonitor() {
  const load = async (file: string) => import(new URL(`../../services/monitor/src/${file}`, import.meta.url).href);
  const { compatibleFamilies } = await load('metrics/write-lag-metrics.ts');
  const { createOwnFamily } = await load('metrics/own-family.ts');
  const { createMonitorApi } = await load('api/monitor-api.ts');
  const { usualAccess: access } = await load('access/access-settings.ts');
  const api = await createMonitorApi({ report: () => null, status: () => null, access, version: '0.1.0' });
  const document = api.document() as Record<string, unknown>;
  await api.close();
  const metrics: MonitorMetrics = { own: createOwnFamily(() => 0), families: compatibleFamilies };
  return { metrics, openApi: `${JSON.stringify(document, undefined, 2)}\n` };
}

/** The pages that are generated from the code, by their path. */
export async function renderPages(): Promise<ReadonlyMap<string, string>> {
  const configs = await Promise.all(
    SERVICES.map(async (service) => {
      const url = new URL(`../../services/${service}/src/config.ts`, import.meta.url);
      const { configSchema } = (await import(url.href)) as { configSchema: ConfigSchema<Settings> };
      return { service, schema: configSchema };
    }),
  );
  const declarations = topicDeclarations('notifications.');
  const monitor = await readMonitor();
  return new Map([
    ['deploy/prometheus/alerts.yaml', renderAlertRules()],
    ...dashboards.map((one) => [`deploy/grafana/dashboards/${one.name}.json`, renderDashboard(one)] as const),
    ['docs/runbook.md', renderRunbook()],
    ['docs/reliability.md', renderReliabilityPage()],
    ['docs/settings.md', renderSettingsPage(configs)],
    ['docs/topics.md', renderTopicsPage(declarations)],
    [
      'docs/erasure.md',
      renderErasurePage(
        configs.map(({ schema }) => schema),
        declarations,
      ),
    ],
    ['docs/metrics.md', renderMetricsPage(monitor.metrics)],
    ['docs/monitor-openapi.json', monitor.openApi],
    ['docs/register.schema.json', `${JSON.stringify(createRegisterJsonSchema(), undefined, 2)}\n`],
    ['docs/asyncapi.yaml', renderAsyncApi(declarations, '0.1.0')],
    ['docs/asyncapi.html', renderAsyncApiPage(createAsyncApiDocument(declarations, '0.1.0'))],
  ]);
}
