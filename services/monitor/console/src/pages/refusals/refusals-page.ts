import type { Page, PageContext } from '../../page.ts';
import { type NotCounted, notCountedView, toNotCounted } from './not-counted.ts';
import { toRefusalsPath } from './refusal-filters.ts';
import type { RefusalsAnswer, RuleAnswer } from './refusals-answer.ts';
import { refusalsList } from './refusals-list.ts';
import { type RuleMet, ruleView } from './rule-view.ts';

type Refusals =
  | NotCounted
  | { readonly kind: 'list'; readonly answer: RefusalsAnswer }
  | { readonly kind: 'rule'; readonly rule: RuleAnswer; readonly met: RuleMet };

async function load({ path, query, api }: PageContext): Promise<Refusals> {
  const [code] = path;
  if (code === undefined) {
    const answer = await api.get<RefusalsAnswer>(toRefusalsPath(query)).catch(toNotCounted);
    return 'kind' in answer ? answer : { kind: 'list', answer };
  }
  const ask = (severity: string) => api.get<RefusalsAnswer>(toRefusalsPath(new URLSearchParams(), { code, severity }));
  const askBoth = async () => {
    const [refused, warned] = await Promise.all([ask('BLOCK'), ask('WARN')]);
    return { refused, warned };
  };
  const [rule, met] = await Promise.all([
    api.get<RuleAnswer>(`/api/rules/${encodeURIComponent(code)}`),
    askBoth().catch(toNotCounted),
  ]);
  return { kind: 'rule', rule, met };
}

/** Which rules refuse and warn, over time; below it each rule’s explanation. */
export const refusalsPage: Page<Refusals> = {
  ...{ name: 'refusals', title: 'Refusals', load },
  heading: ({ path: [code] }) => code ?? 'Refusals',
  view: (data, context) => {
    if (data.kind === 'list') return refusalsList(data.answer, context);
    if (data.kind === 'rule') return ruleView(data.rule, data.met, context);
    return notCountedView(data);
  },
};
