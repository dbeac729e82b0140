import type { Page, PageContext } from '../../page.ts';
import { type NotCounted, notCountedView, toNotCounted } from '../refusals/not-counted.ts';
import { toRefusalsPath } from '../refusals/refusal-filters.ts';
import type { RefusalsAnswer } from '../refusals/refusals-answer.ts';
import { producerView } from './producer-view.ts';
import { type ProducerRow, type ProducersAnswer, toRows } from './producers-answer.ts';
import { producersList } from './producers-list.ts';

type Producers =
  | NotCounted
  | { readonly kind: 'list'; readonly answer: ProducersAnswer }
  | {
      readonly kind: 'one';
      readonly answer: ProducersAnswer;
      readonly row: ProducerRow;
      readonly refused: RefusalsAnswer | NotCounted;
    };

async function load({ path, api }: PageContext): Promise<Producers> {
  const [id] = path;
  if (id === undefined) {
    const answer = await api.get<ProducersAnswer>('/api/producers').catch(toNotCounted);
    return 'kind' in answer ? answer : { kind: 'list', answer };
  }
  const [answer, refused] = await Promise.all([
    api.get<ProducersAnswer>(`/api/producers/${encodeURIComponent(id)}`).catch(toNotCounted),
    api.get<RefusalsAnswer>(toRefusalsPath(new URLSearchParams(), { producer: id, period: '14d' })).catch(toNotCounted),
  ]);
  if ('kind' in answer) return answer;
  const [row] = toRows(answer);
  return row === undefined ? { kind: 'list', answer } : { kind: 'one', answer, row, refused };
}

/** Who publishes what, and what becomes of it. */
export const producersPage: Page<Producers> = {
  ...{ name: 'producers', title: 'Producers', load },
  heading: ({ path: [id] }) => id ?? 'Producers',
  view: (data, context) => {
    if (data.kind === 'list') return producersList(data.answer, context);
    if (data.kind === 'one') return producerView(data.answer, data.row, data.refused, context);
    return notCountedView(data);
  },
};
