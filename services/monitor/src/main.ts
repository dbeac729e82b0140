import { createClusterAdmin, createKafkaClient, topicDeclarations } from '@varselvakt/kafka';
import { createLagMetrics, runService, sleep, toKafkaConnection } from '@varselvakt/runtime';
import { collectLag, type GroupLag, type WatchedGroup } from './collect-lag.ts';
import { configSchema } from './config.ts';
import { toLagJson, toLagPage } from './lag-page.ts';
import { toLagSamples } from './lag-samples.ts';

await runService({
  name: 'monitor',
  configSchema,
  start: async (config, context) => {
    const declared = topicDeclarations(config.TOPIC_PREFIX);
    const named = (wanted: string) => declared.filter(({ purpose }) => purpose === wanted).map(({ name }) => name);
    const watched: readonly WatchedGroup[] = [
      { service: 'validator', groupId: config.VALIDATOR_GROUP_ID, topics: config.INBOUND_TOPICS ?? named('inbound') },
      { service: 'persister', groupId: config.PERSISTER_GROUP_ID, topics: named('events') },
    ];
    const admin = createClusterAdmin(createKafkaClient(toKafkaConnection(config, 'monitor'), () => undefined));
    context.release.push('cluster admin', admin.close);
    const report = createLagMetrics(context.metrics);
    let groups: readonly GroupLag[] = [];
    context.http.addPage({ path: '/', contentType: 'text/html; charset=utf-8', body: () => toLagPage(groups) });
    context.http.addPage({ path: '/internal/lag', contentType: 'application/json', body: () => toLagJson(groups) });
    await context.waitFor('Kafka', admin.ping);
    context.runLoop('lag', async (signal, progress) => {
      while (!signal.aborted) {
        groups = await Promise.all(watched.map((group) => collectLag(admin, group, Date.now)));
        report(groups.map(toLagSamples));
        // Not being able to ask is what this service exists to tell: it goes on, and says unknown.
        progress.progressed();
        await sleep(config.MONITOR_INTERVAL_SECONDS * 1_000, signal);
      }
    });
  },
});
