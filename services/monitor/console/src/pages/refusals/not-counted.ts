import { html, type TemplateResult } from 'lit-html';
import { emptyState } from '../../parts/empty-state.ts';
import { ApiError } from '../../shell/api.ts';

/** The monitor does not (yet) count outcomes; `feedbackFault` says why, null: it reads what is there. */
export type NotCounted = { readonly kind: 'not-counted'; readonly feedbackFault: string | null };

/** What an error of the API says about counting; throws it on when it is about something else. */
export function toNotCounted(thrown: unknown): NotCounted {
  if (!(thrown instanceof ApiError) || thrown.code !== 'SCORECARDS_LOADING') throw thrown;
  const fault = (thrown.body as { readonly feedbackFault?: unknown } | null)?.feedbackFault;
  return { kind: 'not-counted', feedbackFault: typeof fault === 'string' ? fault : null };
}

/** Says in words why there is nothing to show. */
export function notCountedView({ feedbackFault }: NotCounted): TemplateResult {
  if (feedbackFault === 'NOT_CONFIGURED')
    return emptyState(
      'Outcomes are not counted here',
      html`<p>The monitor counts them from the feedback topics. For that it needs <code>REGISTER_PATH</code> and <code>KAFKA_SCHEMA_REGISTRY</code>.</p>`,
    );
  if (feedbackFault === null)
    return emptyState(
      'Reading the feedback topics',
      html`<p>The monitor has just started and reads what producers were told in the last days. This page shows it as soon as it is counted.</p>`,
    );
  return emptyState(
    'The feedback topics cannot be read',
    html`<p>The monitor tries again every ten seconds and says <code>${feedbackFault}</code>. “varselvakt doctor” tells what is wrong.</p>`,
  );
}
