import { html, nothing, type TemplateResult } from 'lit-html';
import { type PageContext, withQuery } from '../../page.ts';
import { emptyState } from '../../parts/empty-state.ts';
import { notice } from '../../parts/notice.ts';
import { countText } from '../../parts/number.ts';
import { operatorOnly } from '../../parts/operator-only.ts';
import { table } from '../../parts/table.ts';
import { ago } from '../../parts/time.ts';
import { letterFilters, lettersPath } from './letter-choice.ts';
import { bytesText, stateBadge } from './letter-words.ts';
import type { LetterAnswer, LettersAnswer } from './letters-answers.ts';

const endWords = {
  RECORDS: 'so many letters were looked at',
  BYTES: 'so much was read',
  TIME: 'it took so long',
} as const;

/** How much was read, and whether the page ends early. */
function readingNote({ readCount, readBytes, endedBy, topic }: LettersAnswer): TemplateResult {
  const early =
    endedBy === 'FULL' || endedBy === 'END' ? nothing : html` The page ends early because ${endWords[endedBy]}.`;
  return html`<p class="muted">Looked at ${countText(readCount)} letters (${bytesText(readBytes)}) of <code>${topic}</code>.${early}</p>`;
}

export const placeText = ({ target, originalOffset }: LetterAnswer): string =>
  target === null ? 'unknown' : `${target.topic}/${target.partition}/${originalOffset ?? '?'}`;

const lettersTable = ({ letters }: LettersAnswer, { query, now }: PageContext): TemplateResult =>
  table({
    caption: 'Dead letters, the newest first',
    rows: letters,
    columns: [
      {
        title: 'Letter',
        isHead: true,
        cell: ({ partition, offset, at }) =>
          html`<span><a href=${`${lettersPath}/${partition}/${offset}`}>${ago(at, now)}</a> <span class="muted">${partition}/${offset}</span></span>`,
      },
      {
        title: 'Why',
        cell: ({ code, path }) =>
          html`<span><a href=${withQuery(lettersPath, query, { code, before: null })}><code>${code}</code></a>${path === null ? nothing : html` at <code>${path}</code>`}</span>`,
      },
      {
        title: 'Producer',
        cell: ({ producerId }) =>
          producerId === null
            ? html`<span class="unknown">unknown</span>`
            : html`<a href=${withQuery(lettersPath, query, { producer: producerId, before: null })}>${producerId}</a>`,
      },
      { title: 'From', cell: placeText },
      { title: 'Tries', isFigure: true, cell: ({ attemptCount }) => attemptCount ?? 'unknown' },
      { title: 'Size', isFigure: true, cell: ({ valueBytes }) => bytesText(valueBytes) },
      { title: 'State', cell: ({ obstacle }) => stateBadge(obstacle) },
    ],
  });

/** The newest dead letters that are chosen. */
export function lettersList(answer: LettersAnswer, context: PageContext): TemplateResult {
  const { query } = context;
  const redrive = withQuery(`${lettersPath}/redrive`, query, { before: null });
  const isChosen = ['code', 'producer', 'period', 'before'].some((name) => query.has(name));
  const older =
    answer.next === null
      ? nothing
      : html`<a href=${withQuery(lettersPath, query, { before: answer.next })}>Older letters</a>`;
  const newest = query.has('before')
    ? html`<a href=${withQuery(lettersPath, query, { before: null })}>Newest letters</a>`
    : nothing;
  return html`
    ${letterFilters(context)}
    ${answer.marksFault === null ? nothing : notice('warn', `Which letters were sent again is not known (${answer.marksFault}).`)}
    ${
      answer.letters.length === 0
        ? emptyState(
            isChosen ? 'No such dead letters here' : 'No dead letters',
            isChosen ? 'Choose something else, or look at older ones.' : 'Everything that came in could be handled.',
          )
        : html`${lettersTable(answer, context)}`
    }
    <p class="pager">${newest} ${older}</p>
    ${readingNote(answer)}
    ${operatorOnly(context, 'Sending letters again', () => html`<a class="button" href=${redrive}>Send these again …</a>`)}
  `;
}
