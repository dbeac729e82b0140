import { html, nothing, type TemplateResult } from 'lit-html';
import { type Page, type PageContext, withQuery } from '../../page.ts';
import { type NoDesk, noDeskView, toNoDesk } from '../../parts/no-desk.ts';
import { notice } from '../../parts/notice.ts';
import { countText } from '../../parts/number.ts';
import { table } from '../../parts/table.ts';
import { moment } from '../../parts/time.ts';
import { aheadView } from './ahead-view.ts';
import { deletionActs } from './deletion-acts.ts';
import { deletionCards } from './deletion-cards.ts';
import { actionWords, stopWords, wordOf } from './deletion-words.ts';
import type { AheadAnswer, DueAnswer, HoldsAnswer, LedgerAnswer, OverviewAnswer } from './deletions-answers.ts';
import { dueView, holdsView, ledgerView } from './made-of-views.ts';

type Data =
  | NoDesk
  | { readonly kind: 'overview'; readonly overview: OverviewAnswer; readonly ahead: AheadAnswer }
  | { readonly kind: 'due'; readonly answer: DueAnswer }
  | { readonly kind: 'holds'; readonly answer: HoldsAnswer }
  | { readonly kind: 'ledger'; readonly answer: LedgerAnswer };

/** The question for `/api/deletions/ahead` that an address stands for. */
function toAheadPath(query: URLSearchParams): string {
  const days = query.get('days') === '90' ? '90' : null;
  const [producer, label] = [query.get('producer'), query.get('label')];
  return withQuery('/api/deletions/ahead', new URLSearchParams(), { days, producer, label });
}

async function ask({ path, query, api }: PageContext): Promise<Data> {
  const [part] = path;
  if (part === 'due') return { kind: 'due', answer: await api.get('/api/deletions/due') };
  if (part === 'holds') return { kind: 'holds', answer: await api.get('/api/deletions/holds') };
  if (part === 'ledger') {
    const before = query.get('before');
    const answer = await api.get<LedgerAnswer>(withQuery('/api/deletions/ledger', new URLSearchParams(), { before }));
    return { kind: 'ledger', answer };
  }
  const [overview, ahead] = await Promise.all([
    api.get<OverviewAnswer>('/api/deletions'),
    api.get<AheadAnswer>(toAheadPath(query)),
  ]);
  return { kind: 'overview', overview, ahead };
}

const headings: Readonly<Record<string, string>> = {
  due: 'What is due',
  holds: 'Legal holds',
  ledger: 'Ledger of erasures',
};

const standing = ({ pause, stop }: OverviewAnswer): TemplateResult => html`
  ${
    stop === null
      ? nothing
      : notice(
          'bad',
          html`Deletions stand still since ${moment(stop.since)}: ${wordOf(stopWords, stop.reason)}. At least ${countText(stop.atCount)} would go within 24 hours. When that is in order, an operator approves it.`,
        )
  }
  ${
    pause === null
      ? nothing
      : notice(
          'warn',
          html`Deletions are paused until ${moment(pause.until)}${pause.actor === null ? nothing : html` by ${pause.actor}`}: ${pause.reason}`,
        )
  }
`;

const actionsTable = ({ actions }: OverviewAnswer): TemplateResult | typeof nothing =>
  actions.length === 0
    ? nothing
    : html`
        <h2>What operators did last</h2>
        ${table({
          caption: 'What operators did last',
          rows: actions,
          columns: [
            { title: 'When', isHead: true, cell: ({ doneAt }) => moment(doneAt) },
            { title: 'Who', cell: ({ actor }) => actor },
            { title: 'What', cell: ({ action }) => wordOf(actionWords, action) },
            { title: 'Why', cell: ({ reason }) => reason },
          ],
        })}
      `;

function view(data: Data, context: PageContext): TemplateResult {
  if (data.kind === 'none') return noDeskView(data);
  if (data.kind === 'due') return dueView(data.answer, context.now);
  if (data.kind === 'holds') return holdsView(data.answer, context.now);
  if (data.kind === 'ledger') return ledgerView(data.answer);
  const { overview, ahead } = data;
  return html`
    ${standing(overview)} ${deletionCards(overview)} ${deletionActs(overview, context)} ${aheadView(ahead, context)}
    ${actionsTable(overview)}
  `;
}

/** What is deleted when, whether it goes, and the proof; below it what each figure is made of. */
export const deletionsPage: Page<Data> = {
  ...{ name: 'deletions', title: 'Deletions', view },
  heading: ({ path: [part] }) => headings[part ?? ''] ?? 'Deletions',
  load: (context) => ask(context).catch(toNoDesk),
};
