/** Deletions, dead letters and traces in a real browser, over a pipeline that runs: what an operator can do there, what a viewer cannot, and that nothing of what records say is ever shown. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createEncoder } from '@varselvakt/codec';
import type { ProducerEvent } from '@varselvakt/domain';
import { type OutgoingRecord, partitionFor } from '@varselvakt/kafka';
import { sampleBody, sampleEvent } from '@varselvakt/rules';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import {
  type ConsoleBrowser,
  type ConsoleWindow,
  findBarriers,
  findFaultsOfLooks,
  openBrowser,
  openConsole,
} from './console-browser.ts';
import { makeSecretLetters, type SecretLetters, secrets } from './secret-letters.ts';

const tokens = { operator: 'o'.repeat(32), viewer: 'v'.repeat(32) };
const monitorSettings = {
  MONITOR_INTERVAL_SECONDS: '1',
  MONITOR_PROBE_INTERVAL_SECONDS: '0',
  MONITOR_TOKENS: `kari:operator:${tokens.operator},ola:viewer:${tokens.viewer}`,
};
const now = Date.now();
const gone = sampleEvent('MessageCreated', { eventId: randomUUID(), aggregateId: randomUUID(), now });

let pipeline: Pipeline;
let browser: ConsoleBrowser;
let given: SecretLetters;
let address: string;
let operator: ConsoleWindow;
let viewer: ConsoleWindow;
/** Every answer that any page got. */
const answers: Promise<string>[] = [];

async function signIn(token: string): Promise<ConsoleWindow> {
  const shown = await browser.newWindow();
  shown.page.on('response', (response) => {
    if (response.url().includes('/api/') && !response.url().endsWith('/api/stream'))
      answers.push(response.text().catch(() => ''));
  });
  await openConsole(shown.page, address, '/console/sign-in');
  await shown.page.getByLabel('Token').fill(token);
  await shown.page.getByRole('button', { name: 'Sign in' }).click();
  await shown.page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  return shown;
}

function toRecord(event: ProducerEvent): OutgoingRecord {
  const key = Buffer.from(event.aggregateId);
  const value = createEncoder('ProducerEvent', pipeline.schemaIds.producerEvent)(event);
  return { topic: pipeline.topics.inbound, partition: partitionFor(key, pipeline.partitionCount), key, value };
}

const countOf = async (what: string): Promise<number> =>
  Number((await pipeline.ask(`select count(*) as count from ${what}`))[0]?.['count']);

beforeAll(async () => {
  browser = await openBrowser();
  pipeline = await openPipeline();
  given = makeSecretLetters(pipeline, now);
  const body = { ...sampleBody('MessageCreated', now), externalMessages: [] };
  const request = sampleEvent('DeletionRequested', { eventId: randomUUID(), aggregateId: gone.aggregateId, now });
  const records = [toRecord({ ...gone, body }), toRecord({ ...request, groupId: gone.groupId })];
  await pipeline.sender.send([...given.letters, given.unreadable, ...records]);
  const monitor = pipeline.start('monitor', monitorSettings);
  await Promise.all([monitor.untilRunning(), pipeline.startAll()]);
  address = monitor.address().replace(/\/$/, '');
  await waitUntil('the deletion is done', async () => (await countOf('erasure')) === 1);
  [operator, viewer] = [await signIn(tokens.operator), await signIn(tokens.viewer)];
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await pipeline?.close();
}, 60_000);

const open = (path: string, { page }: ConsoleWindow = operator) => openConsole(page, address, path);
const rows = (caption: string) => operator.page.getByRole('table', { name: caption }).locator('tbody tr');

describe('a viewer', () => {
  test('sees the figures and is told why there are no buttons', async () => {
    for (const [path, words] of [
      ['/console/deletions', 'Pausing and approving deletions takes the role operator.'],
      ['/console/dead-letters', 'Sending letters again takes the role operator.'],
      ['/console/dead-letters/redrive', 'Only operators send letters again'],
    ] as const) {
      await open(path, viewer);
      await viewer.page.getByText(words).waitFor();
      expect(await viewer.page.locator('.actions').count()).toBe(0);
    }
  });

  test('is refused whatever is sent', async () => {
    const body = { reason: 'r', hours: 1, count: 1, confirm: '1 dead letters' };
    const ask = async (path: string, method = 'POST') => {
      const headers = { authorization: `Bearer ${tokens.viewer}`, 'content-type': 'application/json' };
      const init = { method, headers, ...(method === 'POST' ? { body: JSON.stringify(body) } : {}) };
      return (await fetch(`${address}${path}`, init)).status;
    };
    for (const path of ['deletions/pause', 'deletions/resume', 'deletions/approve', 'dead-letters/redrive'])
      expect([path, await ask(`/api/${path}`)]).toEqual([path, 403]);
    expect(await ask('/api/dead-letters/redrive', 'GET')).toBe(403);
    expect(await countOf('operator_action')).toBe(0);
  });
});

describe('an operator', () => {
  test('pauses deletions and lets them go on, with a reason that is written down', async () => {
    const { page } = operator;
    await open('/console/deletions');
    await page.getByRole('button', { name: 'Pause deletions …' }).click();
    await page.getByLabel('Reason, for those who come after you').fill('moving house');
    await page.getByRole('button', { name: 'Pause deletions', exact: true }).click();
    await page.getByText(/^Deletions are paused until .* by kari@console: moving house$/).waitFor();
    await page.getByRole('button', { name: 'Go on with deletions …' }).click();
    await page.getByLabel('Reason, for those who come after you').fill('moved');
    await page.getByRole('button', { name: 'Go on', exact: true }).click();
    await page.getByText(/^Deletions are paused/).waitFor({ state: 'detached' });
    expect(await pipeline.ask('select actor, action, reason from operator_action order by action_number')).toEqual([
      { actor: 'kari@console', action: 'DELETIONS_PAUSED', reason: 'moving house' },
      { actor: 'kari@console', action: 'DELETIONS_RESUMED', reason: 'moved' },
    ]);
  });

  test('finds a dead letter, tries to send it again, sends it, and it is stored', async () => {
    const { page } = operator;
    await open('/console/dead-letters?code=SCHEMA_UNKNOWN');
    expect(await rows('Dead letters, the newest first').count()).toBe(2);
    await rows('Dead letters, the newest first').filter({ hasText: 'tilskudd-demo' }).locator('th a').click();
    await page.getByRole('link', { name: given.good.aggregateId }).waitFor();
    await page.getByRole('link', { name: 'Send it again …' }).click();
    await page.getByRole('heading', { level: 1, name: 'Send dead letters again' }).waitFor();
    await page.getByText('would go').waitFor();
    expect(await countOf('event_identity')).toBe(0);
    await page.getByRole('button', { name: 'Send 1 again …' }).click();
    await page.getByLabel('Reason, for those who come after you').fill('its schema is there now');
    await page.getByLabel('Type 1 dead letters to confirm').fill('1 dead letters');
    await page.getByRole('button', { name: 'Send them again', exact: true }).click();
    await page.getByText('1 letters were sent again.').waitFor();
    await page.getByText('Sent again', { exact: true }).waitFor();
    const stored = `event_identity where event_id = '${given.good.eventId}'`;
    await waitUntil('the event is stored', async () => (await countOf(stored)) === 1);
    const audit = "select actor, action, reason from operator_action where action like 'DEAD%' order by action_number";
    expect(await pipeline.ask(audit)).toEqual([
      { actor: 'kari@console', action: 'DEAD_LETTERS_REDRIVING', reason: 'its schema is there now' },
      { actor: 'kari@console', action: 'DEAD_LETTERS_REDRIVEN', reason: 'its schema is there now' },
    ]);
  });
});

test('the trace of an erased event tells its whole story and proves its end', async () => {
  const { page } = operator;
  await open('/console/trace');
  await page.getByLabel('Id of an event, of a case or notification, or of a receipt').fill(gone.eventId);
  await page.getByRole('button', { name: 'Tell its story' }).click();
  await page.getByText('Rows gone', { exact: true }).first().waitFor();
  const story = await page.locator('.timeline').textContent();
  for (const word of ['Received', 'Validated', 'Told the producer', 'Deletion planned', 'Tombstone written'])
    expect(story).toContain(word);
  expect(await page.getByText('Sealed in the ledger').count()).toBe(1);
  await open('/console/deletions/ledger');
  await rows('Lines of the ledger, the newest first').first().getByRole('link').last().click();
  await page.getByText('Sealed in the ledger').waitFor();
});

test('every page is usable light and dark, wide and narrow, and shows nothing of what records say', async () => {
  const { page } = operator;
  const letters = (await (
    await fetch(`${address}/api/dead-letters`, { headers: { authorization: `Bearer ${tokens.operator}` } })
  ).json()) as {
    readonly letters: readonly { readonly partition: number; readonly offset: string }[];
  };
  expect(letters.letters.length).toBeGreaterThanOrEqual(4);
  const places = letters.letters.map(({ partition, offset }) => `/console/dead-letters/${partition}/${offset}`);
  const looked = ['/console/deletions', `/console/trace/${gone.eventId}`, places[0] ?? ''];
  const others = [
    '/console/dead-letters',
    '/console/dead-letters/redrive',
    '/console/deletions/due',
    '/console/deletions/holds',
  ];
  const seen: string[] = [];
  for (const path of [...looked, ...others, ...places]) {
    await open(path);
    const faults = await (looked.includes(path) ? findFaultsOfLooks(page) : findBarriers(page));
    expect([path, faults]).toEqual([path, []]);
    seen.push(await page.content());
  }
  seen.push(...(await Promise.all(answers)));
  for (const secret of secrets) expect(seen.filter((text) => text.includes(secret))).toEqual([]);
  // Before somebody has signed in the stream of looks is refused, and Chromium says so.
  const faults = [...operator.faults(), ...viewer.faults()].filter((fault) => !fault.includes('/api/stream'));
  expect(faults).toEqual([]);
});
