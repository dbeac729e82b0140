/** The console in a real browser, over a pipeline that runs: when all is well, when a service stops, and when the monitor itself does. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createEncoder } from '@varselvakt/codec';
import type { BodyType } from '@varselvakt/domain';
import { partitionFor } from '@varselvakt/kafka';
import { sampleEvent } from '@varselvakt/rules';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import type { ServiceProcess } from '../pipeline/service-process.ts';
import { openTcpProxy, type TcpProxy } from '../proxy/tcp-proxy.ts';
import { type ConsoleBrowser, type ConsoleWindow, openBrowser, openConsole, untilLoaded } from './console-browser.ts';

const aggregateId = randomUUID();
/** Where the monitor listens; another process of it has another port. */
const place = { host: '127.0.0.1', port: 0 };
const monitorSettings = { MONITOR_INTERVAL_SECONDS: '1', MONITOR_PROBE_INTERVAL_SECONDS: '0' };

let pipeline: Pipeline;
let browser: ConsoleBrowser;
let proxy: TcpProxy;
let address: string;
let monitor: ServiceProcess;
let persister: ServiceProcess;
let shared: ConsoleWindow;

async function startMonitor(): Promise<void> {
  monitor = pipeline.start('monitor', monitorSettings);
  await monitor.untilRunning();
  place.port = Number(new URL(monitor.address()).port);
}

beforeAll(async () => {
  // One after the other: what is open when the next fails is known, and closed.
  browser = await openBrowser();
  pipeline = await openPipeline();
  persister = pipeline.start('persister');
  const others = (['validator', 'deleter'] as const).map((name) => pipeline.start(name));
  await Promise.all([startMonitor(), ...[persister, ...others].map(({ untilRunning }) => untilRunning())]);
  proxy = await openTcpProxy(place);
  address = `http://127.0.0.1:${proxy.port}`;
  shared = await browser.newWindow();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await pipeline?.close();
}, 60_000);

async function publish(type: BodyType, count: number): Promise<void> {
  const encode = createEncoder('ProducerEvent', pipeline.schemaIds.producerEvent);
  const key = Buffer.from(aggregateId);
  const records = Array.from({ length: count }, () => ({
    ...{ topic: pipeline.topics.inbound, partition: partitionFor(key, pipeline.partitionCount), key },
    value: encode(sampleEvent(type, { eventId: randomUUID(), aggregateId, now: Date.now() })),
  }));
  await pipeline.sender.send(records);
}

const open = (path: string) => openConsole(shared.page, address, path);
const group = (stage: string) => `${pipeline.prefix}${stage}`;

test('while the pipeline works the overview says so', async () => {
  await publish('MessageCreated', 1);
  await shared.page.goto(address);
  await untilLoaded(shared.page);
  expect(new URL(shared.page.url()).pathname).toBe('/console/');
  await shared.page.getByText('The pipeline works', { exact: true }).waitFor();
  await shared.page.locator('#stage-validator').getByText('Works').waitFor();
  await shared.page.locator('.at-events').getByText(group('events')).waitFor();
});

test('what is new comes by itself: a persister that stops, and what waits for it', async () => {
  const { page } = shared;
  await open('/console/');
  await page.evaluate('globalThis.isSamePage = true');
  await persister.stop();
  await publish('RetentionChanged', 4);
  await page.getByText('The pipeline does not work').waitFor();
  await page.getByText('no persister is running').first().waitFor();
  await page.getByText('varselvakt run persister').waitFor();
  await page.getByRole('link', { name: 'Lag', exact: true }).click();
  await page
    .locator('tbody tr', { hasText: group('persister') })
    .first()
    .getByText(/(at least )?4$/)
    .waitFor();
  expect(await page.evaluate('globalThis.isSamePage')).toBe(true);
});

test('a monitor that is gone is told, with what was seen last, and so is that it is back', async () => {
  const { page } = shared;
  await open('/console/');
  expect(shared.faults()).toEqual([]);
  await monitor.stop();
  await page.getByText(/^No answer since \d\d:\d\d:\d\d/).waitFor();
  expect(await page.locator('main.is-old .flow').count()).toBe(1);
  await startMonitor();
  await page.getByText(/^No answer since/).waitFor({ state: 'detached' });
  await page.locator('main:not(.is-old) .flow').waitFor();
});
