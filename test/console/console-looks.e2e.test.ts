/** How the console looks and behaves in a real browser, over the monitor's own server with figures made up here: every state that a page can be in. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { decideStages, type LagReport } from '@varselvakt/lag';
import { type MonitorServer, openMonitorServer } from '../../services/monitor/src/testing/monitor-server.ts';
import { sampleWatch } from '../../services/monitor/src/testing/sample-watch.ts';
import { INTERNAL_SERVER_ERROR, openTcpProxy, type TcpProxy } from '../proxy/tcp-proxy.ts';
import {
  type ConsoleBrowser,
  type ConsoleWindow,
  findFaultsOfLooks,
  measureOverflow,
  narrow,
  openBrowser,
  openConsole,
  untilLoaded,
} from './console-browser.ts';
import { awayReport, largeReport, workingReport } from './sample-lag.ts';

let browser: ConsoleBrowser;
let server: MonitorServer;
let proxy: TcpProxy;
let shared: ConsoleWindow;
let report: LagReport = workingReport();

beforeAll(async () => {
  browser = await openBrowser();
  server = await openMonitorServer({
    report: () => report,
    status: () => decideStages(report, { outcome: 'NOT_ASKED' }),
    watch: sampleWatch([workingReport(), workingReport(), workingReport()]),
  });
  proxy = await openTcpProxy({ host: '127.0.0.1', port: server.port });
  shared = await browser.newWindow();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await server?.close();
}, 60_000);

afterEach(() => {
  report = workingReport();
});

const open = (path: string) => openConsole(shared.page, `http://127.0.0.1:${proxy.port}`, path);
/** What the monitor has seen anew is told to whoever looks. */
const see = (next: LagReport) => {
  report = next;
  server.parts.streams.send('look', { collectedAt: report.collectedAt });
};

describe('without a fault of the browser, of its policy or of axe-core', () => {
  test.each([
    ['/console/', 'Overview'],
    ['/console/lag', 'Lag'],
    ['/console/lag?group=team-billing', 'Lag of team-billing'],
    ['/console/lag?status=WARN', 'Lag'],
    ['/console/sign-in', 'Sign in'],
    ['/console/nothing', 'Nothing here'],
  ])('%s is "%s", light and dark, wide and narrow', async (path, heading) => {
    await open(path);
    expect(await shared.page.locator('h1').textContent()).toBe(heading);
    expect(await findFaultsOfLooks(shared.page)).toEqual([]);
    expect(shared.faults()).toEqual([]);
  });

  test('charts are there for the eye, and as a table', async () => {
    await open('/console/lag');
    const { page } = shared;
    await page.locator('.chart canvas').first().waitFor();
    await page.getByText('As a table').first().click();
    expect(await page.locator('.chart details[open] tbody tr').count()).toBe(3);
  });
});

describe('finding one’s way', () => {
  test('each number of the overview leads to what it is made of', async () => {
    const { page } = shared;
    await open('/console/');
    await page.locator('#stage-persister .lead a').click();
    await page.getByRole('heading', { level: 1, name: 'Lag of varselvakt-persister' }).waitFor();
    await untilLoaded(page);
    expect(await page.locator('h2#partitions ~ .table-frame tbody tr').count()).toBe(3);
  });

  test('choices stand in the address, and going back takes them back', async () => {
    const { page } = shared;
    await open('/console/lag');
    await page.locator('select[name=status]').selectOption('REWIND');
    await page.getByRole('heading', { name: 'Nothing fits' }).waitFor();
    expect(new URL(page.url()).search).toBe('?status=REWIND');
    await page.goBack();
    await page.getByRole('link', { name: 'team-billing' }).first().waitFor();
    expect(await page.locator('select[name=status]').inputValue()).toBe('');
  });

  test('what is being typed stays while the page is drawn anew', async () => {
    const { page } = shared;
    await open('/console/lag');
    await page.locator('input[name=group]').pressSequentially('team-b');
    const row = page.locator('tbody tr', { hasText: 'team-billing' }).first();
    const before = workingReport();
    see({ ...before, groups: before.groups.map((group) => ({ ...group, reason: 'seen anew' })) });
    await row.getByText('seen anew').waitFor();
    expect(await page.locator('input[name=group]').inputValue()).toBe('team-b');
  });

  test('the keyboard alone is enough: first the way past the navigation, each step visible', async () => {
    const { page } = shared;
    await open('/console/');
    const focused = () =>
      page.evaluate(`(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        return { text: document.activeElement.textContent.trim(), outline: outlineStyle + ' ' + outlineWidth };
      })()`);
    const steps = [];
    for (let step = 0; step < 4; step += 1) {
      await page.keyboard.press('Tab');
      steps.push(await focused());
    }
    const outline = 'solid 2px';
    expect(steps).toEqual([
      ...[
        { text: 'Skip to the content', outline },
        { text: 'Varselvakt', outline },
      ],
      ...[
        { text: 'Overview', outline },
        { text: 'Lag', outline },
      ],
    ]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Lag', exact: true }).waitFor();
    expect(await focused()).toMatchObject({ text: 'Lag' });
    await open('/console/');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });

  test('on a narrow screen the pages are behind a button, which Escape closes', async () => {
    const { page, close } = await browser.newWindow(narrow);
    await openConsole(page, `http://127.0.0.1:${proxy.port}`, '/console/');
    const link = page.getByRole('link', { name: 'Lag', exact: true });
    expect(await link.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Menu' }).click();
    await link.waitFor();
    expect(await measureOverflow(page)).toBe(0);
    await page.keyboard.press('Escape');
    await link.waitFor({ state: 'hidden' });
    await close();
  });
});

describe('trouble', () => {
  test('25,000 partitions are shown a hundred at a time', async () => {
    report = largeReport();
    await open('/console/lag?sort=-lag');
    const { page } = shared;
    await page.getByText('1–100 of 25,000').waitFor();
    expect(await page.locator('h2#partitions ~ .table-frame tbody tr').count()).toBe(100);
    await page.getByRole('link', { name: 'Next ›' }).last().click();
    await page.getByText('101–200 of 25,000').waitFor();
  });

  test('while Kafka is away nothing is 0: it is unknown, and since when', async () => {
    const { page } = shared;
    await open('/console/');
    await page.getByText('The pipeline works').waitFor();
    see(awayReport());
    await page.getByText(/^Kafka cannot be asked since \d\d:\d\d:\d\d/).waitFor();
    await page.getByText('Nobody knows whether the pipeline works').waitFor();
    expect(await page.locator('#stage-validator .lead').textContent()).toMatch(/unknown\s+waiting/);
    expect(await findFaultsOfLooks(page)).toEqual([]);
  });

  test('a monitor that is gone is told, with what was seen last; and so is one with a fault; and that it is well again', async () => {
    const { page } = shared;
    await open('/console/');
    proxy.setMode({ type: 'REFUSE' });
    await page.getByText(/^No answer since \d\d:\d\d:\d\d/).waitFor();
    expect(await page.locator('main.is-old .flow').count()).toBe(1);
    expect(await findFaultsOfLooks(page)).toEqual([]);
    proxy.setMode(INTERNAL_SERVER_ERROR);
    await page.getByText('The monitor answers, but with a fault (500 HTTP_500).').waitFor();
    expect(await page.locator('main.is-old .flow').count()).toBe(1);
    proxy.setMode({ type: 'PASS' });
    await page.locator('main:not(.is-old) .flow').waitFor();
    expect(await page.locator('.notices').textContent()).toBe('');
  });
});
