import type { TemplateResult } from 'lit-html';
import { statusBadge, type Tone } from '../../parts/status-badge.ts';
import type { Terms } from './producers-answer.ts';

const states: Readonly<Record<Terms['state'], readonly [Tone, string]>> = {
  CURRENT: ['good', 'Accepted'],
  GRACE: ['warn', 'Older version, for now'],
  OUTDATED: ['bad', 'Outdated version'],
  MISSING: ['bad', 'Not accepted'],
};

/** Whether the terms of use are accepted, and which. */
export function termsBadge(terms: Terms | null): TemplateResult {
  if (terms === null) return statusBadge('unknown', 'Not in the register');
  const [tone, word] = states[terms.state];
  return statusBadge(tone, terms.version === null ? word : `${word} ${terms.version}`);
}
