import { type ConfigFault, setting, wholeNumber } from '@varselvakt/runtime';

/** When probes are sent, and how soon they must be where. */
export const probeSettings = {
  MONITOR_PROBE_INTERVAL_SECONDS: setting(wholeNumber({ min: 0, max: 86_400 }).default(0), {
    about:
      'how often an event of the producer varselvakt-probe is sent through the whole pipeline; 0 sends none. It needs the database, the register with an entry for that producer, and the schema registry',
    example: '60',
  }),
  MONITOR_PROBE_STORED_WITHIN_SECONDS: setting(wholeNumber({ min: 1, max: 3_600 }).default(30), {
    about: 'a probe that is not stored so soon after it was sent is lost; then it is due for deletion as well',
    example: '30',
  }),
  MONITOR_PROBE_DELETED_WITHIN_SECONDS: setting(wholeNumber({ min: 1, max: 86_400 }).default(180), {
    about:
      'a probe that is not gone from tables and event log so soon after it was due is lost; more than twice DELETER_INTERVAL_SECONDS',
    example: '180',
  }),
};

const needed = {
  DATABASE_URL: 'postgres://user:password@localhost:5432/varselvakt',
  REGISTER_PATH: 'register/',
  KAFKA_SCHEMA_REGISTRY: 'http://localhost:8081',
} as const;

type Values = Readonly<Partial<Record<keyof typeof needed, unknown> & { MONITOR_PROBE_INTERVAL_SECONDS: number }>>;

/** Whoever wants probes must say where they go. */
export function checkProbeSettings(config: Values): readonly ConfigFault[] {
  if (!config.MONITOR_PROBE_INTERVAL_SECONDS) return [];
  return Object.entries(needed)
    .filter(([name]) => config[name as keyof typeof needed] === null)
    .map(([name, example]) => ({ name, problem: 'must be set for MONITOR_PROBE_INTERVAL_SECONDS', example }));
}
