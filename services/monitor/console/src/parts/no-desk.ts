import { html, type TemplateResult } from 'lit-html';
import { ApiError } from '../shell/api.ts';
import { emptyState } from './empty-state.ts';

/** What the monitor was started without, so that it has nothing to tell. */
export type NoDesk = { readonly kind: 'none'; readonly code: string };

const codes: Readonly<Record<string, readonly [string, string]>> = {
  DATABASE_NOT_CONFIGURED: ['The monitor has no database', 'DATABASE_URL'],
  REGISTRY_NOT_CONFIGURED: ['The monitor has no schema registry', 'KAFKA_SCHEMA_REGISTRY'],
};

/** For `catch` behind a question: what was left out on purpose is no fault. Throws everything else again. */
export function toNoDesk(thrown: unknown): NoDesk {
  if (thrown instanceof ApiError && Object.hasOwn(codes, thrown.code)) return { kind: 'none', code: thrown.code };
  throw thrown;
}

/** Says what is missing and how it is given. */
export function noDeskView({ code }: NoDesk): TemplateResult {
  const [title = '', setting = ''] = codes[code] ?? [];
  return emptyState(
    title,
    html`<p>It was started without <code>${setting}</code>, so there is nothing to tell here.</p>`,
  );
}
