import { Counter, type Registry } from 'prom-client';

/** Letters that went back since the last time this was told; `topic` is where to. */
type RedriveCount = {
  readonly topic: string;
  readonly result: 'begun' | 'sent';
  readonly count: number;
};

/** `notif_redriven_total` in the given registry, to be told of what was counted. Once per registry. */
export function createRedriveMetrics(registry: Registry): (counts: readonly RedriveCount[]) => void {
  const redriven = new Counter({
    name: 'notif_redriven_total',
    help: 'Dead letters that were sent again, by the audit: begun before each is sent, sent once Kafka has it',
    labelNames: ['topic', 'result'],
    registers: [registry],
  });
  return (counts) => {
    for (const { topic, result, count } of counts) redriven.inc({ topic, result }, count);
  };
}
