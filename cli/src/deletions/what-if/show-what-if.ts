import { showProgress } from '../../operator/show-progress.ts';
import { formatTable, type Terminal } from '../../terminal.ts';
import { withDatabase } from '../../with-database.ts';
import { type PolicyOptions, readChangedPolicy } from './changed-policy.ts';
import { horizons, type Moved, type PolicyEffect } from './policy-effect.ts';
import { forecastPresent, foreseeEffects, type Forecast } from './run-what-if.ts';

const use = { applicationName: 'varselvakt-what-if', statementTimeoutMs: 0, readOnly: true };
const horizonWords = horizons.map((days) => (days === null ? 'ALL' : `${days} D`));

/** Prints what a changed policy would have made of what is stored, or, without a change, what goes when. Throws CommandError, StoreError. */
export async function showWhatIf(options: PolicyOptions, isJson: boolean, terminal: Terminal): Promise<void> {
  const labels = await readChangedPolicy(options);
  if (labels === null) {
    const present = await withDatabase(use, forecastPresent);
    if (isJson) terminal.printJson({ policy: 'PRESENT', labels: present });
    else terminal.print(describePresent(present));
    return;
  }
  const bar = showProgress('judged', process.stderr);
  const effects = await withDatabase(use, (client) => foreseeEffects(client, labels, bar));
  if (isJson) terminal.printJson({ policy: 'CHANGED', labels: effects });
  else terminal.print(describeEffects(effects));
}

function describePresent(forecasts: readonly Forecast[]): string {
  if (forecasts.length === 0) return 'Nothing is stored.';
  const rows = forecasts.map(({ producerId, label, counts }) => [
    producerId,
    label,
    ...counts.map(({ presentCount }) => String(presentCount)),
  ]);
  return `How much goes within so many days, as it is planned:\n${formatTable(['PRODUCER', 'LABEL', ...horizonWords], rows)}`;
}

function describeEffects(effects: readonly PolicyEffect[]): string {
  if (effects.length === 0) return 'Nothing is stored under these labels that goes by its retention.';
  const heading = ['PRODUCER', 'LABEL', 'STORED', 'SAME', 'EARLIER', 'DUE AT ONCE', 'LATER', 'REFUSED', 'UNKNOWN'];
  const rows = effects.map((effect) => [
    effect.producerId,
    effect.label,
    String(effect.storedCount),
    String(effect.sameCount),
    describeMoved(effect.earlier),
    String(effect.dueAtOnceCount),
    describeMoved(effect.later),
    Object.entries(effect.refused)
      .map(([code, count]) => `${count} ${code}`)
      .join(', ') || '0',
    String(effect.unknownCount),
  ]);
  const forecastRows = effects.flatMap(({ producerId, label, forecast }) => [
    [producerId, label, 'planned', ...forecast.map(({ presentCount }) => String(presentCount))],
    [producerId, label, 'changed', ...forecast.map(({ changedCount }) => String(changedCount))],
  ]);
  return [
    'If this policy had held when these came (what is stored keeps its time; new events get the new one):',
    formatTable(heading, rows),
    '',
    'How much goes within so many days:',
    formatTable(['PRODUCER', 'LABEL', '', ...horizonWords], forecastRows),
  ].join('\n');
}

const describeMoved = ({ count, medianDays, maxDays }: Moved): string =>
  count === 0 ? '0' : `${count} (half of them by ${medianDays} days or less, at most ${maxDays})`;
