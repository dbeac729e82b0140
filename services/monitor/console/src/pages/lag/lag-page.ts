import { html, nothing, type TemplateResult } from 'lit-html';
import { type Page, type PageContext, withQuery } from '../../page.ts';
import { chart } from '../../parts/chart.ts';
import { emptyState } from '../../parts/empty-state.ts';
import { lookNotice } from '../../parts/look-notice.ts';
import { pager } from '../../parts/pager.ts';
import { spanText } from '../../parts/time.ts';
import { groupView } from './group-view.ts';
import { groupsTable } from './groups-table.ts';
import type { GroupsAnswer, HistoryAnswer, PartitionsAnswer } from './lag-answers.ts';
import { lagFilters } from './lag-filters.ts';
import { partitionsTable } from './partitions-table.ts';

type Data = {
  readonly groups: GroupsAnswer;
  readonly partitions: PartitionsAnswer;
  readonly history: HistoryAnswer;
};

export const lagPath = '/console/lag';

/** The choices of the address that the API knows too. */
function pick(query: URLSearchParams, names: Readonly<Record<string, string>>): string {
  const asked = Object.entries(names).map(([own, theirs]) => [theirs, query.get(own)] as const);
  return withQuery('', new URLSearchParams(), Object.fromEntries(asked));
}

async function load({ api, query }: PageContext): Promise<Data> {
  const filters = { group: 'group', topic: 'topic', status: 'status' };
  const [groups, partitions] = await Promise.all([
    api.get<GroupsAnswer>(`/api/lag/groups${pick(query, { ...filters, groups: 'page' })}`),
    api.get<PartitionsAnswer>(`/api/lag/partitions${pick(query, { ...filters, sort: 'sort', page: 'page' })}`),
  ]);
  // A group that is not watched has no history: the page says so itself.
  const isKnown = query.get('group') === null || groups.groups.length > 0 || groups.failure !== null;
  const history = isKnown
    ? await api.get<HistoryAnswer>(`/api/lag/history${pick(query, { group: 'group' })}`)
    : { at: [], series: [], leftOutCount: 0, spanSeconds: 0 };
  return { groups, partitions, history };
}

function chartsView({ at, series, leftOutCount, spanSeconds }: HistoryAnswer, isOfGroup: boolean): TemplateResult {
  const span = spanSeconds < 1 ? '' : `, the last ${spanText(spanSeconds)}`;
  const by = isOfGroup ? 'by topic' : 'by group';
  const toSeries = (figure: 'lag' | 'seconds') => series.map((one) => ({ label: one.label, values: one[figure] }));
  return html`
    <div class="pair">
      ${chart({ title: `Waiting records ${by}${span}`, unit: 'count', at, series: toSeries('lag') })}
      ${chart({ title: `Age of the oldest ${by}${span}`, unit: 'seconds', at, series: toSeries('seconds') })}
    </div>
    ${leftOutCount === 0 ? nothing : html`<p class="muted">${leftOutCount} more with less lag are not drawn.</p>`}
  `;
}

const nothingFits = (query: URLSearchParams): TemplateResult =>
  [...query.keys()].some((key) => ['group', 'topic', 'status'].includes(key))
    ? emptyState('Nothing fits', html`No group that is watched fits these choices. <a href=${lagPath}>Show all</a>`)
    : emptyState(
        'No groups yet',
        'The monitor watches the groups of our services, and others that MONITOR_GROUPS names.',
      );

function view({ groups, partitions, history }: Data, context: PageContext): TemplateResult {
  const { query, now } = context;
  const [only] = groups.groups;
  const isOfGroup = query.get('group') !== null;
  if (only === undefined) return html`${lookNotice(groups, now)} ${lagFilters(groups, context)} ${nothingFits(query)}`;
  return html`
    ${lookNotice(groups, now)} ${lagFilters(groups, context)}
    ${isOfGroup ? groupView(only, now) : html`${groupsTable(groups, context)}${pager(groups, lagPath, query, 'groups')}`}
    <h2>How it went</h2>
    ${chartsView(history, isOfGroup)}
    <h2 id="partitions">Partitions</h2>
    ${partitionsTable(partitions, context)} ${pager(partitions, lagPath, query)}
  `;
}

/** How far each group is. */
export const lagPage: Page<Data> = {
  ...{ name: 'lag', title: 'Lag', load, view },
  heading: ({ query }) => (query.get('group') === null ? 'Lag' : `Lag of ${query.get('group')}`),
};
