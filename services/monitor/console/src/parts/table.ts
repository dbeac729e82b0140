import { html, nothing, type TemplateResult } from 'lit-html';
import { type PageContext, withQuery } from '../page.ts';

export type Column<Row> = {
  readonly title: string | TemplateResult;
  /** What a screen reader and a narrow screen call it, where the title is no word. */
  readonly label?: string;
  /** Figures stand to the right, with digits of one width. */
  readonly isFigure?: boolean;
  /** True: it heads its row. */
  readonly isHead?: boolean;
  /** Sorts by this word in the address (`sort=lag`, `sort=-lag`). */
  readonly sort?: string;
  readonly cell: (row: Row) => unknown;
};

export type TableOptions<Row> = {
  /** Said to screen readers; `isCaptionShown` shows it to all. */
  readonly caption: string;
  readonly isCaptionShown?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Where sorting links lead; without it nothing sorts. */
  readonly sorting?: { readonly path: string; readonly context: PageContext; readonly usual: string };
  /** Instead of a table without rows. */
  readonly empty?: TemplateResult;
  readonly rowClass?: (row: Row) => string;
};

type Direction = 'ascending' | 'descending';

/** How the address sorts: `-lag` is descending by lag. */
export function readSorting(
  query: URLSearchParams,
  usual: string,
): { readonly by: string; readonly direction: Direction } {
  const text = query.get('sort') ?? usual;
  return text.startsWith('-') ? { by: text.slice(1), direction: 'descending' } : { by: text, direction: 'ascending' };
}

/** A table that becomes a list of cards on a narrow screen. Rows are few: page what may be many. */
export function table<Row>(options: TableOptions<Row>): TemplateResult {
  const { caption, columns, rows, empty } = options;
  if (rows.length === 0 && empty !== undefined) return empty;
  return html`
    <div class="table-frame">
      <table>
        <caption class=${options.isCaptionShown === true ? '' : 'unseen'}>${caption}</caption>
        <thead><tr>${columns.map((column) => headCell(column, options))}</tr></thead>
        <tbody>
          ${rows.map((row) => html`<tr class=${options.rowClass?.(row) ?? nothing}>${columns.map((column) => bodyCell(column, row))}</tr>`)}
        </tbody>
      </table>
    </div>
  `;
}

const labelOf = <Row>({ label, title }: Column<Row>): string => label ?? (typeof title === 'string' ? title : '');

function headCell<Row>(column: Column<Row>, { sorting }: TableOptions<Row>): TemplateResult {
  const figure = column.isFigure === true ? 'figure' : '';
  if (sorting === undefined || column.sort === undefined)
    return html`<th scope="col" class=${figure}>${column.title}</th>`;
  const { by, direction } = readSorting(sorting.context.query, sorting.usual);
  const isBy = by === column.sort;
  const next = isBy && direction === 'descending' ? column.sort : `-${column.sort}`;
  const href = withQuery(sorting.path, sorting.context.query, { sort: next, page: null });
  const arrow = isBy ? html`<span aria-hidden="true">${direction === 'ascending' ? '▲' : '▼'}</span>` : nothing;
  return html`<th scope="col" class=${figure} aria-sort=${isBy ? direction : nothing}><a class="sort" href=${href}>${column.title}${arrow}</a></th>`;
}

/** The content is held together by an element: beside its label on a narrow screen it is one thing. */
function bodyCell<Row>(column: Column<Row>, row: Row): TemplateResult {
  const figure = column.isFigure === true ? 'figure' : '';
  if (column.isHead === true)
    return html`<th scope="row" class=${figure} data-label=${labelOf(column)}><div>${column.cell(row)}</div></th>`;
  return html`<td class=${figure} data-label=${labelOf(column)}><div>${column.cell(row)}</div></td>`;
}
