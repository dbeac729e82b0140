/** The pages Producers and Refusals in a real browser, over figures that are known: what they show, where their links lead, and what they say when there is nothing. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { noScorecards } from '../../services/monitor/src/scorecards/no-scorecards.ts';
import type { ScorecardsSnapshot } from '../../services/monitor/src/scorecards/scorecards.ts';
import { type MonitorServer, openMonitorServer } from '../../services/monitor/src/testing/monitor-server.ts';
import {
  type ConsoleBrowser,
  type ConsoleWindow,
  findFaultsOfLooks,
  openBrowser,
  openConsole,
  untilLoaded,
} from './console-browser.ts';
import { sampleScorecards } from './sample-scorecards.ts';

// Noon, so that a day and an hour ago are where the samples put them.
const now = Math.floor(Date.now() / 86_400_000) * 86_400_000 + 12 * 3_600_000;
let counted: ScorecardsSnapshot;
let shown: ScorecardsSnapshot;
let server: MonitorServer;
let browser: ConsoleBrowser;
let shared: ConsoleWindow;
let address: string;

beforeAll(async () => {
  counted = await sampleScorecards(now);
  shown = counted;
  browser = await openBrowser();
  server = await openMonitorServer({ scorecards: () => shown });
  address = `http://127.0.0.1:${server.port}`;
  shared = await browser.newWindow();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
}, 60_000);

const open = (path: string) => openConsole(shared.page, address, path);
const search = () => new URL(shared.page.url()).search;
const path = () => new URL(shared.page.url()).pathname;
const heading = (name: string) => shared.page.getByRole('heading', { level: 1, name }).waitFor();
const rows = (caption: string) => shared.page.getByRole('table', { name: caption }).locator('tbody tr');

describe('refusals', () => {
  test('are shown by rule, the most frequent first, with clause, share and producers', async () => {
    await open('/console/refusals');
    const first = await rows('Rules that were met').first().textContent();
    for (const part of ['TEXT_IDENTITY_NUMBER', 'identity number', 'C12', '38', '48 %', 'tilskudd-demo'])
      expect(first).toContain(part);
    expect(await shared.page.getByText('79 events were refused').count()).toBe(1);
    expect(await shared.page.locator('.stack rect').count()).toBeGreaterThan(10);
  });

  test('are chosen by producer, time and severity; each choice stands in the address, and going back takes it back', async () => {
    const { page } = shared;
    await open('/console/refusals');
    await page.getByRole('combobox', { name: 'Producer' }).selectOption('oppfolging-demo');
    await page.getByText('20 events were refused').waitFor();
    expect(search()).toBe('?producer=oppfolging-demo');
    await page.getByRole('combobox', { name: 'Show' }).selectOption('WARN');
    await page.getByText('passed with a warning').first().waitFor();
    await page.getByRole('combobox', { name: 'Time' }).selectOption('30d');
    await page.getByText('79 events were passed with a warning').waitFor();
    expect(search()).toBe('?producer=oppfolging-demo&severity=WARN&period=30d');
    await page.goBack();
    await page.goBack();
    await page.getByText('20 events were refused').waitFor();
    expect(await page.getByRole('combobox', { name: 'Producer' }).inputValue()).toBe('oppfolging-demo');
  });

  test('are sorted by the address, and each number leads to what it is made of', async () => {
    const { page } = shared;
    await open('/console/refusals?sort=code');
    expect(await rows('Rules that were met').first().textContent()).toContain('AGGREGATE_UNKNOWN');
    await rows('Rules that were met').filter({ hasText: 'LINK_HOST' }).getByRole('link', { name: '12' }).click();
    await page.getByText('Show all rules').waitFor();
    expect(new URLSearchParams(search()).get('code')).toBe('LINK_HOST_NOT_ALLOWED');
    expect(await rows('Rules that were met').count()).toBe(1);
  });

  test('of a chosen time in which there were none are told in words', async () => {
    await open('/console/refusals?clause=C20&producer=nobody');
    await shared.page.getByRole('heading', { name: 'Nothing was refused' }).waitFor();
  });
});

describe('a rule', () => {
  test('is explained one step from the list: what, why, what to do, in both languages, with invented examples', async () => {
    const { page } = shared;
    await open('/console/refusals');
    await page.getByRole('link', { name: 'TEXT_SENSITIVE_HEALTH' }).first().click();
    await heading('TEXT_SENSITIVE_HEALTH');
    expect(path()).toBe('/console/refusals/TEXT_SENSITIVE_HEALTH');
    await untilLoaded(page);
    const text = await page.locator('main').textContent();
    for (const part of [
      'C13',
      'C16, for SMS and e-mail',
      'What to do',
      'Breaks the rule',
      'body.text',
      'All of it is invented',
    ])
      expect(text).toContain(part);
    expect(await page.locator('[lang=nb]').first().textContent()).toBe('Teksten sier noe om helse.');
    await page.getByRole('link', { name: '4 events were refused' }).click();
    await heading('Refusals');
    expect(search()).toBe('?code=TEXT_SENSITIVE_HEALTH&severity=BLOCK');
  });

  test('that there is not is said to be none, and nothing of the address is taken for more than text', async () => {
    await open('/console/refusals/NO_SUCH_RULE');
    await shared.page.getByRole('heading', { name: 'There is no such thing' }).waitFor();
    await open(`/console/refusals/${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
    await heading('<img src=x onerror=alert(1)>');
    expect(await shared.page.locator('main img').count()).toBe(0);
  });
});

describe('producers', () => {
  test('are one row each, and lead to a page of their own', async () => {
    const { page } = shared;
    await open('/console/producers');
    const first = await rows('Producers').first().textContent();
    for (const part of ['tilskudd-demo', 'Team Tilskudd (demo)', '2,550', '66', '2.5 %', 'Accepted 2026-01'])
      expect(first).toContain(part);
    expect(await rows('Producers').count()).toBe(3);
    expect(await rows('Producers').first().locator('svg.spark').getAttribute('aria-label')).toContain('at most 81');
    await page.getByRole('link', { name: 'oppfolging-demo' }).click();
    await heading('oppfolging-demo');
    await untilLoaded(page);
    const text = await page.locator('main').textContent();
    for (const part of [
      '#team-oppfolging-demo',
      'notifications.inbound.oppfolging-demo',
      'problems only',
      'Not accepted',
    ])
      expect(text).toContain(part);
    expect(await rows('Labels and their retention').first().textContent()).toContain(
      'moved to the limit, with a warning',
    );
    expect(await page.locator('.changes').textContent()).toContain('AVRO_CORRUPT new: 3');
  });

  test('can be narrowed to those that are not ready', async () => {
    await open('/console/producers');
    await shared.page.getByRole('combobox', { name: 'Show' }).selectOption('terms');
    await rows('Producers').filter({ hasText: 'tilskudd-demo' }).waitFor({ state: 'detached' });
    expect(search()).toBe('?only=terms');
    expect(await rows('Producers').count()).toBe(2);
  });

  test('of an id that nobody has are said to be none', async () => {
    await open('/console/producers/nobody');
    await shared.page.getByRole('heading', { name: 'There is no such thing' }).waitFor();
  });
});

test.each([
  '/console/refusals',
  '/console/refusals/TEXT_IDENTITY_NUMBER',
  '/console/producers',
  '/console/producers/tilskudd-demo',
])('%s is usable light and dark, wide and narrow', async (address) => {
  await open(address);
  for (const details of await shared.page.locator('main details').all())
    await details.evaluate('(one) => { one.open = true; }');
  expect(await findFaultsOfLooks(shared.page)).toEqual([]);
});

test('without register, while it still reads, and without a database, the pages say so in words', async () => {
  const { page } = shared;
  shown = noScorecards;
  await open('/console/refusals');
  await page.getByText('REGISTER_PATH').waitFor();
  shown = { ...noScorecards, feedbackFault: null };
  await open('/console/producers');
  await page.getByRole('heading', { name: 'Reading the feedback topics' }).waitFor();
  shown = { ...counted, databaseFault: 'NOT_CONFIGURED' };
  await open('/console/producers');
  await page.getByText('The monitor has no database').waitFor();
  shown = counted;
});

test('nothing that a page asked for was refused by the security policy, and no script failed', () => {
  expect(shared.faults().filter((fault) => !fault.includes('Failed to load resource'))).toEqual([]);
});
