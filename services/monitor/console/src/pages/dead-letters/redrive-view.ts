import { html, nothing, type TemplateResult } from 'lit-html';
import { type PageContext, withQuery } from '../../page.ts';
import { confirmAction } from '../../parts/confirm-dialog.ts';
import { emptyState } from '../../parts/empty-state.ts';
import { notice } from '../../parts/notice.ts';
import { count, countText } from '../../parts/number.ts';
import { table } from '../../parts/table.ts';
import { ago } from '../../parts/time.ts';
import { lettersPath, toWords } from './letter-choice.ts';
import { stateBadge } from './letter-words.ts';
import type { RedriveAnswer } from './letters-answers.ts';

async function send({ chosenCount }: RedriveAnswer, { api, query, now, go }: PageContext): Promise<void> {
  const name = `${chosenCount} dead letters`;
  await confirmAction({
    title: 'Send dead letters again',
    text: html`<p>${countText(chosenCount)} letters go back to where their records lay, each once, at most 100 a second. They are handled as if they had just come in.</p>`,
    verb: 'Send them again',
    typed: name,
    act: async (reason) => {
      const body = { ...toWords(query, now), reason, count: chosenCount, confirm: name };
      const { sentCount, refusedCount } = await api.post<RedriveAnswer>('/api/dead-letters/redrive', body);
      const done = { sent: String(sentCount), refused: refusedCount === 0 ? null : String(refusedCount) };
      go(withQuery(`${lettersPath}/redrive`, query, done), { replace: true });
    },
  });
}

function doneNotice(query: URLSearchParams): TemplateResult | typeof nothing {
  const [sent, refused] = [query.get('sent'), query.get('refused')];
  if (sent === null || !/^\d{1,6}$/.test(sent)) return nothing;
  const others = refused === null ? nothing : html` Kafka refused ${refused}: they are too large with their headers.`;
  return notice(refused === null ? 'good' : 'warn', html`${sent} letters were sent again.${others}`);
}

const groupsTable = ({ groups }: RedriveAnswer, now: number): TemplateResult =>
  table({
    caption: 'Letters that are meant, by code, producer and what keeps them',
    rows: groups,
    empty: emptyState('No such dead letters', 'There is nothing to send.'),
    columns: [
      { title: 'Why', isHead: true, cell: ({ code }) => html`<code>${code}</code>` },
      { title: 'Producer', cell: ({ producerId }) => producerId ?? html`<span class="unknown">unknown</span>` },
      { title: 'Letters', isFigure: true, cell: (group) => count(group.count) },
      { title: 'Oldest', cell: ({ oldestAt }) => ago(oldestAt, now) },
      { title: 'Newest', cell: ({ newestAt }) => ago(newestAt, now) },
      {
        title: 'What',
        cell: ({ obstacle }) => (obstacle === null ? html`<strong>would go</strong>` : stateBadge(obstacle)),
      },
    ],
  });

/** What a redrive would send, tried before anything is; and the button that does it. */
export function redriveView(answer: RedriveAnswer, context: PageContext): TemplateResult {
  const { query, now } = context;
  const { sendableCount, chosenCount } = answer;
  const words = ['code', 'producer', 'period', 'partition', 'offset'].flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [`${name} ${value}`];
  });
  const rest = sendableCount - chosenCount;
  return html`
    <p><a href=${withQuery(lettersPath, query, { sent: null, refused: null, partition: null, offset: null })}>Back to the dead letters</a></p>
    ${doneNotice(query)}
    <p>Meant: ${words.length === 0 ? 'all dead letters' : words.map((word) => html`<code>${word}</code> `)}. This was only tried: nothing was sent.</p>
    ${groupsTable(answer, now)}
    ${
      chosenCount === 0
        ? nothing
        : html`<div class="actions">
            <button type="button" class="primary" @click=${() => send(answer, context)}>Send ${countText(chosenCount)} again …</button>
            ${rest > 0 ? html`<span class="muted">${countText(rest)} more are left for another time.</span>` : nothing}
          </div>`
    }
  `;
}
