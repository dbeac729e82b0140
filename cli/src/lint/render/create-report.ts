import type { LintSettings } from '../lint-settings.ts';
import { createGithubReport } from './render-github.ts';
import { createJsonReport } from './render-json.ts';
import { createPeopleReport } from './render-people.ts';
import { createSarifReport } from './render-sarif.ts';
import type { CoveredSpans, Report } from './report.ts';

/** The report in the format that the settings name. */
export const createReport = (settings: LintSettings, coveredSpans: CoveredSpans): Report => {
  switch (settings.format) {
    case 'json':
      return createJsonReport();
    case 'sarif':
      return createSarifReport(settings);
    case 'github':
      return createGithubReport(settings);
    default:
      return createPeopleReport(settings, coveredSpans);
  }
};
