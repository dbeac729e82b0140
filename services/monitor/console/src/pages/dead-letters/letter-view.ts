import { html, nothing, type TemplateResult } from 'lit-html';
import type { PageContext } from '../../page.ts';
import { notice } from '../../parts/notice.ts';
import { operatorOnly } from '../../parts/operator-only.ts';
import { table } from '../../parts/table.ts';
import { ago, moment } from '../../parts/time.ts';
import { lettersPath } from './letter-choice.ts';
import { bytesText, stateBadge, stateSentence } from './letter-words.ts';
import type { LetterPageAnswer } from './letters-answers.ts';
import { placeText } from './letters-list.ts';

type Letter = LetterPageAnswer['letter'];

const fact = (name: string, value: unknown): TemplateResult => html`<dt>${name}</dt><dd>${value}</dd>`;

function facts(letter: Letter, topic: string, now: number): TemplateResult {
  const { aggregateId, producerId, attemptCount, redriveCount, originalAt, schema, schemaId, path } = letter;
  return html`
    <dl class="facts card">
      ${fact('Dead letter', html`<code>${topic}/${letter.partition}/${letter.offset}</code>, ${ago(letter.at, now)}`)}
      ${fact('State', html`${stateBadge(letter.obstacle)} ${stateSentence(letter.obstacle)}`)}
      ${fact('Producer', producerId === null ? 'unknown' : html`<a href=${`/console/producers/${encodeURIComponent(producerId)}`}>${producerId}</a>`)}
      ${fact('The record lay at', html`<code>${placeText(letter)}</code>`)}
      ${fact('It was written', originalAt === null ? 'unknown' : moment(originalAt))}
      ${path === null ? nothing : fact('Where in it', html`<code>${path}</code>`)}
      ${fact('Tries', attemptCount ?? 'unknown')}
      ${fact('Sent again before', redriveCount === 0 ? 'never' : `${redriveCount} times`)}
      ${fact('Key', aggregateId === null ? bytesText(letter.keyBytes) : html`<a href=${`/console/trace/${aggregateId}`}><code>${aggregateId}</code></a>`)}
      ${fact('Value', bytesText(letter.valueBytes))}
      ${fact('Schema', schema === null ? (letter.unreadable ?? 'none') : `${schema} (${schemaId})`)}
    </dl>
  `;
}

const why = ({ letter, explanation }: LetterPageAnswer): TemplateResult => html`
  <h2>Why</h2>
  <p><code>${letter.code}</code>${explanation === null ? nothing : html` ${explanation.title}`}</p>
  ${explanation === null ? nothing : html`<p>${explanation.remedy} <a href=${`/console/refusals/${letter.code}`}>All about this rule</a></p>`}
`;

function headers({ own, foreignCount, foreignBytes }: Letter['headers']): TemplateResult {
  return html`
    <h2>Headers</h2>
    ${table({
      caption: 'Headers that our services wrote',
      rows: own,
      columns: [
        { title: 'Name', isHead: true, cell: ({ name }) => html`<code>${name}</code>` },
        { title: 'Value', cell: ({ value }) => value },
      ],
    })}
    <p class="muted">${foreignCount === 0 ? 'The record had no others.' : `The record has ${foreignCount} more, of its producer (${bytesText(foreignBytes)}): neither their names nor what they say is shown.`}</p>
  `;
}

const structure = ({ structure: shown, unreadable, valueBytes }: Letter): TemplateResult => html`
  <h2>What it is made of</h2>
  ${
    shown === null
      ? html`<p>The value (${bytesText(valueBytes)}) is not shown: it ${unreadable === null ? 'holds nothing' : html`cannot be read (<code>${unreadable}</code>)`}.</p>`
      : html`<p class="muted">Every value is hidden, but for ids that can be nothing else.</p>
        <pre class="structure" tabindex="0" aria-label="Structure of the record">${JSON.stringify(shown, null, 2)}</pre>`
  }
`;

/** One dead letter. */
export function letterView(answer: LetterPageAnswer, context: PageContext): TemplateResult {
  const { letter, topic, marksFault } = answer;
  const redrive = `${lettersPath}/redrive?partition=${letter.partition}&offset=${letter.offset}`;
  return html`
    <p><a href=${lettersPath}>All dead letters</a></p>
    ${marksFault === null ? nothing : notice('warn', `Whether it was sent again is not known (${marksFault}).`)}
    ${facts(letter, topic, context.now)}
    ${
      letter.obstacle === null
        ? operatorOnly(context, 'Sending it again', () => html`<a class="button" href=${redrive}>Send it again …</a>`)
        : nothing
    }
    ${why(answer)} ${headers(letter.headers)} ${structure(letter)}
  `;
}
