import { html, nothing, type TemplateResult } from 'lit-html';
import { type PageContext, withQuery } from '../../page.ts';
import type { GroupsAnswer } from './lag-answers.ts';

const statuses = ['OK', 'WARN', 'ERR', 'STOP', 'STALL', 'REWIND', 'NOTFOUND'] as const;
const path = '/console/lag';

function choose(event: Event, { query, go }: PageContext): void {
  event.preventDefault();
  const form = (event.target as HTMLElement).closest('form');
  if (form === null) return;
  const chosen = new FormData(form);
  const text = (name: string) => String(chosen.get(name) ?? '').trim();
  const changes = { group: text('group'), topic: text('topic'), status: text('status'), page: null, groups: null };
  go(withQuery(path, query, changes));
}

/** Chooses by group, topic and status; what is chosen stands in the address. What is being typed is left alone: pages are drawn every second. */
export function lagFilters({ groups }: GroupsAnswer, context: PageContext): TemplateResult {
  const { query } = context;
  const chosen = (name: string) => query.get(name) ?? '';
  const topics = [...new Set(groups.flatMap((group) => group.topics.map(({ topic }) => topic)))].sort();
  const isFiltered = ['group', 'topic', 'status'].some((name) => query.has(name));
  const onChange = (event: Event) => choose(event, context);
  return html`
    <form class="filters" role="search" aria-label="Choose groups" @submit=${onChange} @change=${onChange}>
      <label>Group <input name="group" list="groups" autocomplete="off" spellcheck="false" maxlength="255" .value=${chosen('group')} /></label>
      <label>Topic <input name="topic" list="topics" autocomplete="off" spellcheck="false" maxlength="255" .value=${chosen('topic')} /></label>
      <label>Status
        <select name="status" .value=${chosen('status')}>
          <option value="">any</option>
          ${statuses.map((status) => html`<option value=${status} ?selected=${status === chosen('status')}>${status}</option>`)}
        </select>
      </label>
      <datalist id="groups">${groups.map(({ group }) => html`<option value=${group}></option>`)}</datalist>
      <datalist id="topics">${topics.map((topic) => html`<option value=${topic}></option>`)}</datalist>
      <button type="submit">Show</button>
      ${isFiltered ? html`<a href=${path}>Show all</a>` : nothing}
    </form>
  `;
}
