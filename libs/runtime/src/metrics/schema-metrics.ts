import { Gauge, type Registry } from 'prom-client';

/** `notif_schema_cache_entries` in the given registry, asked of `count` when somebody scrapes. Once per registry. */
export function createSchemaMetrics(registry: Registry, count: () => number): void {
  new Gauge({
    name: 'notif_schema_cache_entries',
    help: 'Schemas of writers that are kept, those among them that are refused for a while',
    registers: [registry],
    collect() {
      this.set(count());
    },
  });
}
