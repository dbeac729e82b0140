import { ruleTable } from '@varselvakt/rules';
import { formatAnnotation } from '../../github-annotation.ts';
import { inputFaults } from '../input-fault.ts';
import type { LintSettings } from '../lint-settings.ts';
import { placedFindings, type Report } from './report.ts';
import { summaryOf } from './render-people.ts';

const levels = { block: 'error', warn: 'warning' } as const;

/** Annotations of a GitHub workflow, which it shows at the lines of a pull request. */
export const createGithubReport = (settings: LintSettings): Report => {
  const { language, quiet } = settings;
  return {
    head: '',
    separator: '',
    render: (judgement) => {
      const { file } = judgement;
      if (judgement.verdict === 'UNREADABLE') {
        const { code, line, column } = judgement.fault;
        return `${formatAnnotation({ level: 'error', file, line, column, title: code, message: inputFaults[code][language] })}\n`;
      }
      return placedFindings(judgement.findings)
        .map((finding) => {
          const { code, severity, path } = finding;
          if (severity === 'observe' || (quiet && severity === 'warn')) return '';
          const { line, column } = judgement.source.rangeOf(finding);
          const { message, remedy } = ruleTable[code];
          const place = path === null ? '' : `${path}: `;
          const text = `${place}${message[language]} ${remedy[language]}`;
          return `${formatAnnotation({ level: levels[severity], file, line, column, title: code, message: text })}\n`;
        })
        .join('');
    },
    foot: (counts) => (quiet ? '' : `${summaryOf(counts, settings)}\n`),
  };
};
