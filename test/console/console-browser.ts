import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** One Chromium for a test file. */
export interface ConsoleBrowser {
  /** A fresh window of its own: no cookies, nothing remembered. */
  readonly newWindow: (size?: WindowSize) => Promise<ConsoleWindow>;
  readonly close: () => Promise<void>;
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** A page of Chromium that writes down what goes wrong in it. */
export interface ConsoleWindow {
  readonly page: Page;
  /** Errors on its console, uncaught errors, and what the content security policy refused, in words. */
  readonly faults: () => readonly string[];
  readonly close: () => Promise<void>;
}

export const wide: WindowSize = { width: 1280, height: 900 };
export const narrow: WindowSize = { width: 390, height: 844 };

/** A machine that has much to do is slow, not wrong. */
const PATIENCE_MS = 60_000;

/** Starts Chromium. Throws when the program is not there: `npm test` installs it where it may. */
export async function openBrowser(): Promise<ConsoleBrowser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  // Root, as in containers, has no sandbox; pages are our own.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  return {
    newWindow: async (size = wide) => watch(await browser.newContext({ viewport: size, colorScheme: 'light' })),
    close: () => browser.close(),
  };
}

async function watch(context: BrowserContext): Promise<ConsoleWindow> {
  const faults: string[] = [];
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  await page.exposeFunction('noteRefusal', (text: string) => void faults.push(`policy: ${text}`));
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => noteRefusal(event.violatedDirective + ' ' + event.blockedURI));`,
  );
  return { page, faults: () => faults, close: () => context.close() };
}

/** Opens an address of the console, such as `/console/lag?group=a`, and waits until what it asked for stands there. */
export async function openConsole(page: Page, address: string, path: string): Promise<void> {
  await page.goto(address + path);
  await untilLoaded(page);
}

/** Waits until the page shows what it has loaded, or says that it cannot. */
export async function untilLoaded(page: Page): Promise<void> {
  await page.locator('main[aria-busy=false]').waitFor();
  await page.locator('.skeleton').waitFor({ state: 'detached' });
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe-core finds wrong with the page as it looks now, each with its place; empty when all is well. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  const isThere = await page.evaluate('typeof axe === "object"');
  if (isThere !== true) await page.evaluate(await readFile(axeFile, 'utf8'));
  // A text, so that no transformed function is sent over.
  const found = await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => id + ': ' + help + ' at ' + target.join(' ') + ' – ' + failureSummary)))`);
  return found as readonly string[];
}

/** By how many pixels the page is wider than the window. */
export const measureOverflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Shows the page light and dark, wide and narrow, and gives what is wrong with any of them. */
export async function findFaultsOfLooks(page: Page): Promise<readonly string[]> {
  const faults: string[] = [];
  // Each width and each colour scheme once: what depends on both at the same time is nothing.
  for (const [size, colorScheme] of [
    [wide, 'light'],
    [narrow, 'dark'],
  ] as const) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    const name = `${size.width} px, ${colorScheme}`;
    const overflow = await measureOverflow(page);
    if (overflow > 0) faults.push(`${name}: ${overflow} px too wide`);
    for (const barrier of await findBarriers(page)) faults.push(`${name}: ${barrier}`);
  }
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}
