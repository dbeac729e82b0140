/** One line (or several, by label) of a panel. */
export type Query = {
  /** PromQL; `$__rate_interval` and the variables of the dashboard may stand in it. */
  readonly expr: string;
  /** How a series is called, such as `{{group}}`. */
  readonly legend: string;
};

export type Panel = {
  readonly title: string;
  /** What it shows, and when to worry. */
  readonly about: string;
  readonly kind: 'timeseries' | 'stat';
  /** As Grafana names units. */
  readonly unit: 'short' | 'bytes' | 's' | 'reqps' | 'percentunit' | 'none';
  readonly queries: readonly Query[];
  /** From here on it is shown as bad (red), where that can be said. */
  readonly badFrom?: number;
  readonly isStacked?: true;
  /** Words for values, such as 1: yes. */
  readonly words?: Readonly<Record<string, string>>;
};

/** Panels under one heading. */
export type Row = { readonly title: string; readonly panels: readonly Panel[] };

/** A choice over the dashboard, filled with the values of a label. */
export type Variable = {
  readonly name: string;
  readonly label: string;
  readonly metric: string;
  readonly valuesOf: string;
};

export type Dashboard = {
  /** Part of its file name and address. */
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly variables: readonly Variable[];
  readonly rows: readonly Row[];
};
