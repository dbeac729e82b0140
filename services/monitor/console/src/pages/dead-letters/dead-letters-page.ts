import { type Page, type PageContext, withQuery } from '../../page.ts';
import { emptyState } from '../../parts/empty-state.ts';
import { type NoDesk, noDeskView, toNoDesk } from '../../parts/no-desk.ts';
import { toWords } from './letter-choice.ts';
import { letterView } from './letter-view.ts';
import type { LetterPageAnswer, LettersAnswer, RedriveAnswer } from './letters-answers.ts';
import { lettersList } from './letters-list.ts';
import { redriveView } from './redrive-view.ts';

type Data =
  | NoDesk
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'list'; readonly answer: LettersAnswer }
  | { readonly kind: 'letter'; readonly answer: LetterPageAnswer }
  | { readonly kind: 'redrive'; readonly answer: RedriveAnswer };

async function ask({ path, query, api, now, role }: PageContext): Promise<Data> {
  const [first, second] = path;
  const words = new URLSearchParams(toWords(query, now));
  if (first === 'redrive')
    return role === 'operator'
      ? { kind: 'redrive', answer: await api.get(withQuery('/api/dead-letters/redrive', words, {})) }
      : { kind: 'forbidden' };
  if (first !== undefined && second !== undefined) {
    const place = `${encodeURIComponent(first)}/${encodeURIComponent(second)}`;
    return { kind: 'letter', answer: await api.get(`/api/dead-letters/${place}`) };
  }
  const choices = { before: query.get('before'), partition: null, offset: null };
  return { kind: 'list', answer: await api.get(withQuery('/api/dead-letters', words, choices)) };
}

function headingOf([first, second]: readonly string[]): string {
  if (first === 'redrive') return 'Send dead letters again';
  return first === undefined || second === undefined ? 'Dead letters' : `Dead letter ${first}/${second}`;
}

/** What could not be handled: why, without what it says; and the way back for operators. */
export const deadLettersPage: Page<Data> = {
  ...{ name: 'dead-letters', title: 'Dead letters' },
  heading: ({ path }) => headingOf(path),
  load: (context) => ask(context).catch(toNoDesk),
  view: (data, context) => {
    switch (data.kind) {
      case 'none':
        return noDeskView(data);
      case 'forbidden':
        return emptyState('Only operators send letters again', 'Sign in with a token of the role operator.');
      case 'list':
        return lettersList(data.answer, context);
      case 'letter':
        return letterView(data.answer, context);
      default:
        return redriveView(data.answer, context);
    }
  },
};
