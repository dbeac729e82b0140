import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export type BuildInfo = { readonly version: string; readonly commit: string };

/** A registry with prom-client's process metrics under their usual names and the build's own line. */
export function createProcessMetrics(build: BuildInfo): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const info = new Gauge({
    name: 'notif_build_info',
    help: 'What is running; the value is always 1',
    labelNames: ['version', 'commit', 'node'],
    registers: [registry],
  });
  info.set({ version: build.version, commit: build.commit, node: process.versions.node }, 1);
  return registry;
}
