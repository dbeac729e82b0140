import { html, nothing, type TemplateResult } from 'lit-html';
import type { Page, PageContext } from '../../page.ts';
import { chart } from '../../parts/chart.ts';
import { lookNotice } from '../../parts/look-notice.ts';
import type { HistoryAnswer } from '../lag/lag-answers.ts';
import { flowPicture } from './flow-picture.ts';
import type { OverviewAnswer } from './overview-answer.ts';
import { verdictView } from './verdict-view.ts';

type Data = { readonly overview: OverviewAnswer; readonly history: HistoryAnswer };

async function load({ api }: PageContext): Promise<Data> {
  const [overview, history] = await Promise.all([
    api.get<OverviewAnswer>('/api/overview'),
    api.get<HistoryAnswer>('/api/lag/history?of=stages'),
  ]);
  return { overview, history };
}

const chartsView = ({ stages }: OverviewAnswer, { at, series }: HistoryAnswer): TemplateResult => {
  const nameOf = (group: string) => stages.find((stage) => stage.group === group)?.stage ?? group;
  const toSeries = (figure: 'lag' | 'seconds') =>
    series.map((one) => ({ label: nameOf(one.label), values: one[figure] }));
  return html`
    <h2>How it went</h2>
    <div class="pair">
      ${chart({ title: 'Waiting records', unit: 'count', at, series: toSeries('lag') })}
      ${chart({ title: 'Age of the oldest waiting record', unit: 'seconds', at, series: toSeries('seconds') })}
    </div>
  `;
};

const groupWords = { ERR: 'in trouble', WARN: 'falling behind', NOTFOUND: 'unknown', OK: 'fine' } as const;
const groupStatuses = ['ERR', 'WARN', 'NOTFOUND', 'OK'] as const;

function othersView({ otherGroups }: OverviewAnswer): TemplateResult | typeof nothing {
  const some = groupStatuses.filter((status) => otherGroups[status] > 0);
  if (some.length === 0) return nothing;
  const links = some.map(
    (status) => html`<li><a href="/console/lag?status=${status}">${otherGroups[status]} ${groupWords[status]}</a></li>`,
  );
  return html`<h2>Other groups that are watched</h2><ul class="inline">${links}</ul>`;
}

const view = ({ overview, history }: Data, { now }: PageContext): TemplateResult => html`
  ${lookNotice(overview, now)} ${verdictView(overview, now)} ${flowPicture(overview)} ${chartsView(overview, history)}
  ${othersView(overview)}
`;

/** The first page: is it healthy, why not, what to do. */
export const overviewPage: Page<Data> = { name: '', title: 'Overview', load, view };
