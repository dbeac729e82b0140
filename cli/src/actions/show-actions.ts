import { type ActionFilter, type ActionsPage, type DoneAction, listActions } from '@varselvakt/store';
import { formatTable, type Terminal } from '../terminal.ts';
import { withDatabase } from '../with-database.ts';

/** Which page, and in which form. */
export type PageWish = { readonly before: string | null; readonly maxCount: number; readonly isJson: boolean };

const maxDetailLength = 100;

/** One entry of the detail: what is long is counted; `--json` tells all. */
function describeValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 entry' : `${value.length} entries`;
  return typeof value === 'object' && value !== null ? 'see --json' : String(value);
}

function describeDetail(detail: DoneAction['detail']): string {
  const entries = Object.entries(detail).filter(([, value]) => value !== null);
  const words = entries.map(([name, value]) => `${name}=${describeValue(value)}`).join(' ');
  return words.length > maxDetailLength ? `${words.slice(0, maxDetailLength - 1)}…` : words;
}

/** Whatever people typed must not steer the terminal. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');

const toRow = ({ number, doneAt, actor, action, reason, detail }: DoneAction): readonly string[] =>
  [number, new Date(doneAt).toISOString(), actor, action, reason, describeDetail(detail)].map(plain);

/** The page as a table. */
function formatActions({ actions }: ActionsPage): string {
  if (actions.length === 0) return 'Nobody has done anything of the kind.';
  return formatTable(['NUMBER', 'TIME', 'WHO', 'WHAT', 'WHY', 'DETAIL'], actions.map(toRow));
}

/** Prints who did what, when and why, the newest first. Throws StoreError. */
export async function showActions(filter: ActionFilter, wish: PageWish, terminal: Terminal): Promise<void> {
  const use = { applicationName: 'varselvakt-actions', readOnly: true };
  const page = await withDatabase(use, (client) => listActions(client, filter, wish.before, wish.maxCount));
  if (wish.isJson) {
    const actions = page.actions.map((one) => ({ ...one, doneAt: new Date(one.doneAt).toISOString() }));
    return terminal.printJson({ ...page, actions });
  }
  terminal.print(formatActions(page));
  if (page.next !== null) terminal.say(`There are older ones: --before ${page.next}`);
}
