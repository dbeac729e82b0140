import type { Access } from './access-plan.ts';

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function command(principal: string, operations: readonly string[], resource: string): string {
  const words = operations.map((operation) => `--operation ${operation}`).join(' ');
  return `kafka-acls.sh --bootstrap-server "$KAFKA_BROKERS" --add --allow-principal ${quote(`User:${principal}`)} ${words} ${resource}`;
}

/** Commands of Kafka's own tool; running them twice changes nothing. */
export function renderKafkaAcls(plan: readonly Access[]): string {
  return plan
    .flatMap(({ principal, topics, groups }) => [
      `# ${principal}`,
      ...topics.map(({ topic, operations }) => command(principal, operations, `--topic ${quote(topic)}`)),
      ...groups.map(({ name, isPrefix, operations }) =>
        command(principal, operations, `--group ${quote(name)}${isPrefix ? ' --resource-pattern-type prefixed' : ''}`),
      ),
    ])
    .join('\n');
}
