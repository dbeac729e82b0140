import { html, nothing, type TemplateResult } from 'lit-html';
import { notice } from './notice.ts';
import { clock, spanText } from './time.ts';

export type Look = {
  readonly collectedAt: number | null;
  readonly failure: string | null;
  readonly failingSinceAt: number | null;
};

/** Says when figures of Kafka are not known, and since when; nothing while they are. */
export function lookNotice(
  { collectedAt, failure, failingSinceAt }: Look,
  now: number,
): TemplateResult | typeof nothing {
  if (failure !== null) {
    const since =
      failingSinceAt === null
        ? nothing
        : html` since ${clock(failingSinceAt)} (${spanText((now - failingSinceAt) / 1_000)})`;
    return notice(
      'bad',
      html`<strong>Kafka cannot be asked${since}.</strong> How far the groups are is unknown meanwhile, which does not mean 0.
      See which broker is away: <code>varselvakt doctor</code> <span class="muted">(${failure})</span>`,
    );
  }
  if (collectedAt === null) return notice('unknown', 'The monitor has just started and has not looked yet.');
  return nothing;
}
