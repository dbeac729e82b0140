import type { Alert } from './alert.ts';
import { alertGroups } from './alert-rules.ts';

const head = `# Runbook

<!-- Written by \`npm run docs\` from the alerts; a test keeps it fresh. -->

What to do when an alert of [\`deploy/prometheus/alerts.yaml\`](../deploy/prometheus/alerts.yaml) fires. \`page\` wants somebody now, \`ticket\` on the next
working day. Before anything else: \`varselvakt status\` says in one look which stage does not work and why, \`varselvakt doctor\` what around it is
missing or wrong. No command shows what an event says; what is wrong with one is told by code, place and length.
`;

const titles: Readonly<Record<string, string>> = {
  lag: 'Records wait',
  flow: 'Records are not handled',
  erasure: 'Deletions',
};

/** Labels of the series, as words. */
const withoutTemplates = (text: string): string =>
  text
    .replaceAll(/\{\{ (?:or )?\$labels\.(\w+)(?: "[^"]*")? \}\}/g, '<$1>')
    .replaceAll(/\{\{ \$value[^}]*\}\}/g, '<so much>');

function renderAlert(alert: Alert): string {
  const steps = alert.steps.map((step, index) => `${index + 1}. ${step}`);
  return [
    `### ${alert.name}`,
    '',
    `*${alert.severity}* · ${withoutTemplates(alert.summary)}.`,
    '',
    `**If nobody acts:** ${alert.consequence}`,
    '',
    `**First:** ${withoutTemplates(alert.action)}.`,
    '',
    ...steps,
    '',
    `\`${alert.expression}\`, for ${alert.holdsFor}`,
    '',
  ].join('\n');
}

/** docs/runbook.md: a section for every alert. */
export function renderRunbook(): string {
  const sections = Object.entries(alertGroups).map(
    ([group, alerts]) => `## ${titles[group] ?? group}\n\n${alerts.map(renderAlert).join('\n')}`,
  );
  return `${head}\n${sections.join('\n')}`;
}
