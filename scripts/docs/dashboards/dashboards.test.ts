import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { alertGroups } from '../alerts/alert-rules.ts';
import { checkQuery } from '../promql/check-query.ts';
import { readKnownMetrics } from '../promql/known-metrics.ts';
import { dashboards, renderDashboard } from './render-dashboard.ts';

const root = join(import.meta.dirname, '../../..');
// That this page says what is declared is proven beside: generated-pages.test.ts.
const known = readKnownMetrics(readFileSync(join(root, 'docs/metrics.md'), 'utf8'));
const labelsOf = (words: string, form: RegExp) => [...words.matchAll(form)].map(([, label = '']) => label);

describe.each(dashboards.map((dashboard) => [dashboard.name, dashboard] as const))(
  'the dashboard %s',
  (_name, dashboard) => {
    const queries = dashboard.rows.flatMap(({ panels }) =>
      panels.flatMap(({ title, queries: own }) => own.map((query) => ({ title, ...query }))),
    );

    test('asks only for metrics and labels that there are, and names series by labels that they have', () => {
      const faults = queries.flatMap(({ title, expr, legend }) => {
        const { faults: own, labels } = checkQuery(expr, known);
        const unnamed = labelsOf(legend, /\{\{(\w+)\}\}/g).filter((label) => labels?.has(label) !== true);
        return [...own, ...unnamed.map((label) => `has no label ${label} for its legend`)].map(
          (fault) => `${title}: ${fault}`,
        );
      });
      expect(faults).toEqual([]);
    });

    test('offers choices from labels that there are, and asks by no other', () => {
      for (const { metric, valuesOf } of dashboard.variables) expect(known.get(metric)).toContain(valuesOf);
      const used = queries.flatMap(({ expr }) => labelsOf(expr, /\$(?!__)(\w+)/g));
      expect(new Set(used)).toEqual(new Set(dashboard.variables.map(({ name }) => name)));
    });

    test('has panels beside and below each other, each with a word on what it shows', () => {
      const { panels, uid } = JSON.parse(renderDashboard(dashboard));
      expect(uid).toBe(`varselvakt-${dashboard.name}`);
      type Place = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
      const places: readonly Place[] = panels.map(({ gridPos }: { readonly gridPos: Place }) => gridPos);
      const isOver = (one: Place, other: Place) =>
        one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;
      expect(places.filter((one, index) => places.slice(index + 1).some((other) => isOver(one, other)))).toEqual([]);
      expect(places.every(({ x, w }) => x + w <= 24)).toBe(true);
      expect(dashboard.rows.flatMap((row) => row.panels).filter(({ about }) => about.length < 10)).toEqual([]);
    });
  },
);

test.each(
  Object.values(alertGroups)
    .flat()
    .map(({ name, expression }) => [name, expression]),
)('the alert %s asks only for metrics and labels that there are', (_name, expression) => {
  expect(checkQuery(expression, known).faults).toEqual([]);
});

test.each(
  Object.values(alertGroups)
    .flat()
    .map((alert) => [alert.name, alert] as const),
)('the words of the alert %s name labels that it has', (_name, alert) => {
  const { labels } = checkQuery(alert.expression, known);
  const said = labelsOf(`${alert.summary} ${alert.consequence} ${alert.action}`, /\{\{ *\$labels\.(\w+)/g);
  expect(said.filter((label) => labels?.has(label) !== true)).toEqual([]);
});

test('Grafana is told where the dashboards lie and whom to ask, and Prometheus where the rules and services are', () => {
  const read = (path: string) => parse(readFileSync(join(root, path), 'utf8'));
  const { services } = read('docker-compose.yml');
  const mounted = [...services.grafana.volumes, ...services.prometheus.volumes].join('\n');
  const { providers } = read('deploy/grafana/provisioning/dashboards/varselvakt.yaml');
  expect(mounted).toContain(`./deploy/grafana/dashboards:${providers[0].options.path}:ro`);
  const { datasources } = read('deploy/grafana/provisioning/datasources/prometheus.yaml');
  expect(datasources[0]).toMatchObject({ type: 'prometheus', url: 'http://prometheus:9090', isDefault: true });
  const { rule_files, scrape_configs } = read('deploy/prometheus/prometheus.yaml');
  expect(mounted).toContain(`./deploy/prometheus/alerts.yaml:${rule_files[0]}:ro`);
  const jobs = scrape_configs.map(({ job_name }: { readonly job_name: string }) => job_name);
  expect(jobs.toSorted()).toEqual(['deleter', 'monitor', 'persister', 'validator']);
  for (const job of jobs) expect(services).toHaveProperty(job);
  const checked = spawnSync('promtool', ['check', 'config', '--syntax-only', 'deploy/prometheus/prometheus.yaml'], {
    ...{ cwd: root, encoding: 'utf8' },
  });
  expect({ status: checked.status, output: `${checked.stdout}${checked.stderr}` }).toMatchObject({ status: 0 });
});
