import { type AnyPage, listPage } from './page.ts';
import { deadLettersPage } from './pages/dead-letters/dead-letters-page.ts';
import { deletionsPage } from './pages/deletions/deletions-page.ts';
import { lagPage } from './pages/lag/lag-page.ts';
import { overviewPage } from './pages/overview/overview-page.ts';
import { producersPage } from './pages/producers/producers-page.ts';
import { refusalsPage } from './pages/refusals/refusals-page.ts';
import { signInPage } from './pages/sign-in/sign-in-page.ts';
import { tracePage } from './pages/trace/trace-page.ts';

/** Every page, in the order of the navigation. */
export const pages: readonly AnyPage[] = [
  listPage(overviewPage),
  listPage(lagPage),
  listPage(producersPage),
  listPage(refusalsPage),
  listPage(deletionsPage),
  listPage(deadLettersPage),
  listPage(tracePage),
  listPage(signInPage),
];
