import { html, nothing, type TemplateResult } from 'lit-html';
import type { Page, PageContext } from '../../page.ts';
import { emptyState } from '../../parts/empty-state.ts';
import { type NoDesk, noDeskView, toNoDesk } from '../../parts/no-desk.ts';
import { notice } from '../../parts/notice.ts';
import { countText } from '../../parts/number.ts';
import { statusBadge } from '../../parts/status-badge.ts';
import { clock, moment } from '../../parts/time.ts';
import { timeline } from './timeline.ts';
import type { ReceiptAnswer, TraceAnswer } from './trace-answer.ts';

type Data =
  | NoDesk
  | { readonly kind: 'search' }
  | { readonly kind: 'no-id' }
  | { readonly kind: 'trace'; readonly answer: TraceAnswer };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function ask({ path, api }: PageContext): Promise<Data> {
  const [id] = path;
  if (id === undefined) return { kind: 'search' };
  if (!uuid.test(id)) return { kind: 'no-id' };
  return { kind: 'trace', answer: await api.get(`/api/trace/${id}`) };
}

function search(event: SubmitEvent, { go }: PageContext): void {
  event.preventDefault();
  const id = String(new FormData(event.target as HTMLFormElement).get('id') ?? '').trim();
  if (id !== '') go(`/console/trace/${encodeURIComponent(id)}`);
}

/** What was typed wrongly stands in the address only as long as it is no id: it may be anything. */
const searchForm = (context: PageContext): TemplateResult => html`
  <form class="filters" role="search" @submit=${(event: SubmitEvent) => search(event, context)}>
    <label class="wide">Id of an event, of a case or notification, or of a receipt
      <input name="id" required autocomplete="off" spellcheck="false" maxlength="36" placeholder="0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
        pattern="\\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\s*" title="A UUID"
        .value=${uuid.test(context.path[0] ?? '') ? (context.path[0] ?? '') : ''} />
    </label>
    <button type="submit" class="primary">Tell its story</button>
  </form>
`;

const receiptView = (receipt: ReceiptAnswer): TemplateResult => html`
  <section class="card">
    <h3>Receipt <code>${receipt.receiptId}</code></h3>
    <p>
      ${receipt.isSealIntact ? statusBadge('good', 'Sealed in the ledger') : statusBadge('bad', 'Not what was sealed')}
      ${receipt.verifiedAt === null ? statusBadge('unknown', 'Not verified yet') : statusBadge(receipt.foundCount === 0 ? 'good' : 'warn', receipt.foundCount === 0 ? 'Verified' : `Found again ${receipt.foundCount} times, removed each time`)}
    </p>
    <dl class="facts">
      <dt>Line of the ledger</dt><dd>${receipt.number}</dd>
      <dt>Kind</dt><dd>${receipt.kind.toLowerCase()} of <a href=${`/console/producers/${encodeURIComponent(receipt.producerId)}`}>${receipt.producerId}</a>, ${receipt.label}</dd>
      <dt>Cause</dt><dd>${receipt.cause}</dd>
      <dt>Due</dt><dd>${moment(receipt.dueAt)}</dd>
      <dt>Rows gone</dt><dd>${moment(receipt.rowsGoneAt)}, ${countText(receipt.tombstoneCount)} tombstones</dd>
      <dt>Looked for last</dt><dd>${receipt.verifiedAt === null ? 'not yet' : moment(receipt.verifiedAt)}</dd>
    </dl>
  </section>
`;

const limitNotices = ({ reading, database, rowsLeftCount }: TraceAnswer): TemplateResult => html`
  ${
    reading.unread.length === 0
      ? nothing
      : notice(
          'warn',
          `Not everything was read within ${reading.maxMs / 1_000} s: a part of ${reading.unread.join(', ')} is left out. The command reads all: varselvakt trace.`,
        )
  }
  ${database === 'ASKED' ? nothing : notice('unknown', 'The monitor has no database: only what the topics know is told.')}
  ${rowsLeftCount === null || rowsLeftCount === 0 ? nothing : notice('bad', `${rowsLeftCount} rows of it are still in the tables.`)}
`;

function storyView(answer: TraceAnswer): TemplateResult {
  const { steps, receipts, aggregateId, id } = answer;
  if (steps.length === 0 && receipts.length === 0)
    return html`${limitNotices(answer)} ${emptyState('Nothing is known of it', 'Neither the topics nor the tables know of it, or not any more: what is erased leaves a receipt only.')}`;
  return html`
    ${limitNotices(answer)}
    ${aggregateId === null || aggregateId === id ? nothing : html`<p>It belongs to <a href=${`/console/trace/${aggregateId}`}><code>${aggregateId}</code></a>.</p>`}
    ${steps.length === 0 ? nothing : timeline(steps)}
    ${receipts.length === 0 ? nothing : html`<h2>Proof of the deletion</h2><div class="cards">${receipts.map(receiptView)}</div>`}
    <p class="muted">Read at ${clock(answer.readAt)}: ${countText(answer.reading.readCount)} records. Nothing of what an event says is shown.</p>
  `;
}

function view(data: Data, context: PageContext): TemplateResult {
  if (data.kind === 'none') return noDeskView(data);
  if (data.kind === 'trace') return html`${searchForm(context)} ${storyView(data.answer)}`;
  const hint =
    data.kind === 'no-id'
      ? emptyState('This is no id', 'An id is a UUID: 36 characters, digits and a to f in five groups.')
      : emptyState(
          'One event, from its record to its receipt',
          'Refusals are told to producers with the id of the event; dead letters lead here by themselves.',
        );
  return html`${searchForm(context)} ${hint}`;
}

/** What happened to an event or to a whole case or notification. */
export const tracePage: Page<Data> = {
  ...{ name: 'trace', title: 'Trace', view },
  load: (context) => ask(context).catch(toNoDesk),
};
