import { Gauge, type Registry } from 'prom-client';
import type { ProgressWatch } from '../progress/progress-watch.ts';

/** `notif_loop_alive` in the given registry, read when somebody scrapes. Once per registry. */
export function createLoopMetrics(registry: Registry, loops: ProgressWatch['loops']): void {
  new Gauge({
    name: 'notif_loop_alive',
    help: '1 while the loop moves or has nothing to do, 0 when it has stood still for too long; a process whose loop stays so ends',
    labelNames: ['loop'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { name, isAlive } of loops()) this.set({ loop: name }, isAlive ? 1 : 0);
    },
  });
}
