import type { TemplateResult } from 'lit-html';
import { statusBadge, type Tone } from '../../parts/status-badge.ts';
import type { Obstacle } from './letters-answers.ts';

const states: Readonly<Record<NonNullable<Obstacle>, readonly [Tone, string, string]>> = {
  REDRIVEN: ['good', 'Sent again', 'It was sent back to where its record lay.'],
  DOUBTFUL: [
    'warn',
    'Maybe sent',
    'A redrive ended while this letter was under way; the next one looks for it before it sends any.',
  ],
  POINTER: ['unknown', 'Not kept', 'The record was too large to be kept: the producer has to send it again.'],
  NOT_INBOUND: ['unknown', 'Stays', 'It does not come from a topic that producers write to.'],
  NO_TARGET: ['unknown', 'No way back', 'Its topic or partition is not there any more.'],
};

/** Whether a letter can be sent again. */
export function stateBadge(obstacle: Obstacle): TemplateResult {
  if (obstacle === null) return statusBadge('plain', 'Waits');
  const [tone, word] = states[obstacle];
  return statusBadge(tone, word);
}

/** The same in a sentence. */
export const stateSentence = (obstacle: Obstacle): string =>
  obstacle === null ? 'It can be sent back to where its record lay.' : states[obstacle][2];

/** Bytes for people. */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
