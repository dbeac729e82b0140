/** Signing in and out in a real browser, and what pages of other sites get from it: nothing. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { usualAccess } from '../../services/monitor/src/access/access-settings.ts';
import { hashOf } from '../../services/monitor/src/access/named-tokens.ts';
import { type MonitorServer, openMonitorServer } from '../../services/monitor/src/testing/monitor-server.ts';
import { type ConsoleBrowser, findFaultsOfLooks, openBrowser, openConsole } from './console-browser.ts';

const token = 't'.repeat(32);
const code = 'c'.repeat(32);
const role = 'operator' as const;
const tokens = [{ name: 'kari', role, hash: hashOf(token) }];
const codes = [{ name: 'ola', role, hash: hashOf(code) }];

let closed: MonitorServer;
let open: MonitorServer;
let stranger: Server;
let browser: ConsoleBrowser;

beforeAll(async () => {
  stranger = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<h1>elsewhere</h1>'));
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  closed = await openMonitorServer({ access: { ...usualAccess, tokens } });
  open = await openMonitorServer({ access: { ...usualAccess, codes } });
  browser = await openBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  stranger?.closeAllConnections();
  stranger?.close();
  await Promise.all([closed?.close(), open?.close()]);
}, 60_000);

const at = ({ port }: MonitorServer) => `http://127.0.0.1:${port}`;

test('who shows a token comes back to where they wanted to go, and after signing out sees nothing', async () => {
  const { page, close } = await browser.newWindow();
  await page.goto(`${at(closed)}/console/rules`);
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await page.getByLabel('Token').fill('x'.repeat(32));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('This token is not known here.').waitFor();
  expect(await findFaultsOfLooks(page)).toEqual([]);
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('kari').first().waitFor();
  expect(new URL(page.url()).pathname).toBe('/console/rules');
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect((await page.context().cookies()).map(({ name }) => name)).toEqual([]);
  await close();
});

test('an address with a code signs in once; the code leaves the address, and a second time it says why not', async () => {
  const first = await browser.newWindow();
  await first.page.goto(`${at(open)}/console/sign-in#code=${code}`);
  await first.page.getByText('ola').first().waitFor();
  expect(first.page.url()).toBe(`${at(open)}/console/`);
  // Whoever has a session already is led on, not told off.
  await first.page.goto('about:blank');
  await first.page.goto(`${at(open)}/console/sign-in#code=${code}`);
  await first.page.getByText('ola').first().waitFor();
  await first.close();
  const second = await browser.newWindow();
  await openConsole(second.page, at(open), `/console/sign-in#code=${code}`);
  await second.page.getByText('This address has signed somebody in already').waitFor();
  expect(second.page.url()).toBe(`${at(open)}/console/sign-in`);
  await second.close();
});

test('a page of another site can neither read, nor act, nor take up streams, although the browser is signed in', async () => {
  const { page, close } = await browser.newWindow();
  await page.goto(`${at(closed)}/console/sign-in`);
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('kari').first().waitFor();
  await page.goto(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`);
  const before = closed.parts.streams.count();
  const target = JSON.stringify(at(closed));
  const outcomes = await page.evaluate(`Promise.all([
    fetch(${target} + '/api/lag', { credentials: 'include' }).then((answer) => 'read ' + answer.status, () => 'nothing'),
    fetch(${target} + '/api/session', { method: 'DELETE', credentials: 'include' }).then(() => 'acted', () => 'nothing'),
    fetch(${target} + '/api/session', { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }).then(() => 'opaque', () => 'nothing'),
    new Promise((resolve) => {
      const source = new EventSource(${target} + '/api/stream', { withCredentials: true });
      source.onopen = () => resolve('open');
      source.onerror = () => resolve('nothing') ?? source.close();
    }),
  ])`);
  expect(outcomes).toEqual(['nothing', 'nothing', 'nothing', 'nothing']);
  expect(closed.parts.streams.count()).toBeLessThanOrEqual(before);
  // The session of who was signed in stands, and so does the console when one follows a link to it.
  await page.goto(`${at(closed)}/console/`);
  await page.getByText('kari').first().waitFor();
  await close();
});
