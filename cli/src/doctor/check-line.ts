/** What was looked at, in the order of the report. */
export const doctorAreas = [
  'settings',
  'register',
  'kafka',
  'topics',
  'groups',
  'permissions',
  'registry',
  'database',
  'clocks',
] as const;

export type DoctorArea = (typeof doctorAreas)[number];

/** One line of the report. `remedy` is null where there is nothing to do. */
export type CheckLine = {
  readonly area: DoctorArea;
  readonly level: 'ok' | 'warning' | 'fault';
  readonly what: string;
  readonly remedy: string | null;
};

export const ok = (area: DoctorArea, what: string): CheckLine => ({ area, level: 'ok', what, remedy: null });
export const warning = (area: DoctorArea, what: string, remedy: string): CheckLine => ({
  area,
  level: 'warning',
  what,
  remedy,
});
export const fault = (area: DoctorArea, what: string, remedy: string): CheckLine => ({
  area,
  level: 'fault',
  what,
  remedy,
});
