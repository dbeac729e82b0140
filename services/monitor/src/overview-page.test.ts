import { expect, test } from '@jest/globals';
import { decideStages } from '@varselvakt/lag';
import { toOverviewPage } from './overview-page.ts';
import { sampleReport, unknownGroup } from './testing/sample-report.ts';

test('the page says unknown where nobody knows, and lets no name become markup', () => {
  const report = { ...sampleReport, groups: [{ ...unknownGroup, group: 'g<b>' }] };
  const page = toOverviewPage(decideStages(report, { outcome: 'NOT_ASKED' }), report);
  expect(page).toContain('<td>g&lt;b&gt;</td><td>unknown</td>');
  expect(page).toContain('does not work');
});
