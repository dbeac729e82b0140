import { html, type TemplateResult } from 'lit-html';
import { type FactCard, factCard } from '../../parts/fact-card.ts';
import { count } from '../../parts/number.ts';
import { ago, moment, spanText } from '../../parts/time.ts';
import { stopWords, wordOf } from './deletion-words.ts';
import type { OverviewAnswer } from './deletions-answers.ts';

/** What is due goes within a minute; what has waited for so long waits for something. */
const lateSeconds = 600;
/** A sweep comes once a day. */
const staleHours = 48;

function dueCard({ due, databaseAt }: OverviewAnswer): FactCard {
  const freeCount = due.dueCount - due.heldCount;
  const { oldestFreeDueAt: oldestAt } = due;
  const waitedSeconds = oldestAt === null ? 0 : (databaseAt - oldestAt) / 1_000;
  const beside =
    oldestAt === null
      ? 'nothing waits'
      : html`the oldest is overdue for <a href="/console/deletions/due">${spanText(waitedSeconds)}</a>`;
  return {
    title: 'Due now',
    value: count(freeCount),
    href: '/console/deletions/due',
    tone: waitedSeconds > lateSeconds ? 'bad' : 'good',
    beside,
  };
}

function breakerCard({ stop, pause, approvedCount }: OverviewAnswer): FactCard {
  const title = 'Circuit breaker';
  const href = '/console/deletions/due';
  if (stop !== null)
    return {
      ...{ title, href, tone: 'bad', value: 'Open' },
      beside: html`since ${moment(stop.since)}: ${wordOf(stopWords, stop.reason)}`,
    };
  if (pause !== null) return { title, href, tone: 'warn', value: 'Paused', beside: html`until ${moment(pause.until)}` };
  const beside = approvedCount === null ? 'no more is due than usual' : html`${count(approvedCount)} are approved`;
  return { title, href, tone: 'good', value: 'Closed', beside };
}

function verificationCard({ verification, databaseAt }: OverviewAnswer): FactCard {
  const title = 'Last verification';
  const { last, isOpen, ledgerBeganAt } = verification;
  const href = '/console/deletions/ledger';
  const open = isOpen ? ', another is under way' : '';
  if (last === null) {
    const beside = ledgerBeganAt === null ? 'nothing was erased yet' : `no sweep has come to its end yet${open}`;
    return { title, value: isOpen ? 'Under way' : 'None yet', tone: 'unknown', beside };
  }
  const isStale = databaseAt - last.finishedAt > staleHours * 3_600_000;
  const isClean = last.foundCount === 0;
  const found = isClean ? 'nothing was found again' : html`${count(last.foundCount)} were found again and removed`;
  return {
    ...{ title, href, tone: isClean && !isStale ? 'good' : 'warn', value: ago(last.finishedAt, databaseAt) },
    beside: html`${found}${open}`,
  };
}

/** How deletions stand, in figures; each leads to what it is made of. */
export function deletionCards(overview: OverviewAnswer): TemplateResult {
  const { due, holdCount, ledger, erasedWithinDayCount } = overview;
  const cards: readonly FactCard[] = [
    dueCard(overview),
    breakerCard(overview),
    {
      ...{ title: 'Held', value: count(due.heldCount), href: '/console/deletions/holds' },
      beside: html`due and kept, by <a href="/console/deletions/holds">${holdCount === 1 ? 'one legal hold' : html`${count(holdCount)} legal holds`}</a>`,
    },
    {
      ...{ title: 'Erased within 24 hours', value: count(erasedWithinDayCount), href: '/console/deletions/ledger' },
      beside: html`${count(due.plannedCount)} are being deleted`,
    },
    {
      ...{
        title: 'Ledger',
        value: html`${count(ledger.lineCount)} ${ledger.lineCount === 1 ? 'line' : 'lines'}`,
        href: '/console/deletions/ledger',
      },
      beside: ledger.lastAt === null ? 'it is empty' : html`last one ${moment(ledger.lastAt)}`,
    },
    verificationCard(overview),
  ];
  return html`<div class="cards facts-in-cards">${cards.map(factCard)}</div>`;
}
