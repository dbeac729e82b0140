import type { Dashboard, Panel, Row, Variable } from './dashboard.ts';
import { erasureDashboard } from './erasure-dashboard.ts';
import { lagDashboard } from './lag-dashboard.ts';
import { overviewDashboard } from './overview-dashboard.ts';
import { producersDashboard } from './producers-dashboard.ts';

/** All dashboards. */
export const dashboards: readonly Dashboard[] = [overviewDashboard, lagDashboard, producersDashboard, erasureDashboard];

const COLUMNS = 24;
const sizes = { timeseries: { w: 12, h: 8 }, stat: { w: 6, h: 5 } } as const;
/** The one that is chosen on the dashboard. */
const datasource = { type: 'prometheus', uid: '$datasource' };

/** A dashboard as Grafana reads it (schema 39: Grafana 10 and later). */
export function renderDashboard({ name, title, about, variables, rows }: Dashboard): string {
  const document = {
    uid: `varselvakt-${name}`,
    ...{ title, description: about, tags: ['varselvakt'], schemaVersion: 39, editable: true, graphTooltip: 1 },
    ...{ time: { from: 'now-6h', to: 'now' }, refresh: '30s', timezone: 'browser' },
    links: [
      { ...{ type: 'dashboards', tags: ['varselvakt'], title: 'Varselvakt', asDropdown: true, includeVars: false } },
    ],
    templating: { list: [datasourceVariable, ...variables.map(toVariable)] },
    panels: layOut(rows),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

const datasourceVariable = {
  ...{ name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', hide: 0, refresh: 1 },
};

/** What Grafana asks for the values of a variable. */
export const variableQuery = ({ metric, valuesOf }: Variable): string => `label_values(${metric}, ${valuesOf})`;

const toVariable = (variable: Variable) => ({
  ...{ name: variable.name, label: variable.label, type: 'query', datasource, refresh: 2, sort: 1 },
  ...{ query: variableQuery(variable), definition: variableQuery(variable) },
  ...{ multi: true, includeAll: true, allValue: '.*', current: { text: 'All', value: '$__all' } },
});

/** Puts panels side by side, from left to right, under the heading of their row. */
function layOut(rows: readonly Row[]): readonly object[] {
  const placed: object[] = [];
  let y = 0;
  for (const { title, panels } of rows) {
    placed.push({
      id: placed.length + 1,
      type: 'row',
      title,
      collapsed: false,
      gridPos: { x: 0, y, w: COLUMNS, h: 1 },
    });
    y += 1;
    let [x, height] = [0, 0];
    for (const panel of panels) {
      const { w, h } = sizes[panel.kind];
      if (x + w > COLUMNS) [x, y, height] = [0, y + height, 0];
      placed.push({ id: placed.length + 1, ...toPanel(panel), gridPos: { x, y, w, h } });
      [x, height] = [x + w, Math.max(height, h)];
    }
    y += height;
  }
  return placed;
}

const toPanel = (panel: Panel) => ({
  ...{ type: panel.kind, title: panel.title, description: panel.about, datasource },
  targets: panel.queries.map(({ expr, legend }, index) => ({
    ...{ refId: String.fromCharCode(65 + index), datasource, expr, legendFormat: legend, range: true },
  })),
  fieldConfig: { defaults: toDefaults(panel), overrides: [] },
  options: panel.kind === 'stat' ? statOptions : timeOptions,
});

function toDefaults({ kind, unit, badFrom, isStacked, words }: Panel) {
  const steps = [{ color: 'green', value: null }, ...(badFrom === undefined ? [] : [{ color: 'red', value: badFrom }])];
  const options = Object.fromEntries(
    Object.entries(words ?? {}).map(([value, text], index) => [value, { text, index }]),
  );
  return {
    ...{ unit, min: 0, thresholds: { mode: 'absolute', steps } },
    mappings: words === undefined ? [] : [{ type: 'value', options }],
    ...(kind === 'timeseries'
      ? {
          custom: {
            ...{
              drawStyle: 'line',
              lineWidth: 1,
              fillOpacity: isStacked ? 30 : 0,
              showPoints: 'never',
              spanNulls: false,
            },
            stacking: { mode: isStacked ? 'normal' : 'none', group: 'A' },
            thresholdsStyle: { mode: badFrom === undefined ? 'off' : 'line' },
          },
        }
      : {}),
  };
}

const statOptions = {
  reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
  ...{ colorMode: 'value', graphMode: 'area', textMode: 'auto', orientation: 'auto' },
};
const timeOptions = {
  legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
  tooltip: { mode: 'multi', sort: 'desc' },
};
