import { isUuid, type ProducerEvent } from '@varselvakt/domain';
import type { Finding } from '@varselvakt/rules';
import type { Judge, Judged } from '../lint/create-judge.ts';
import { type ParsedEvent, parseEvents } from './parse-events.ts';

/** One event of an input, numbered from 1, and what the rules say of it. */
export type JudgedEvent = {
  readonly place: string;
  readonly event: ProducerEvent | null;
  readonly fault: string | null;
  readonly judged: Judged | null;
};

const judgeOne = (parsed: ParsedEvent, place: string, judge: Judge): JudgedEvent =>
  parsed.ok
    ? { place, event: parsed.event, fault: null, judged: judge.judgeEvent(parsed.event) }
    : { place, event: null, fault: parsed.message, judged: null };

/** Reads and judges every event of a text. */
export const judgeEvents = (name: string, text: string, judge: Judge): readonly JudgedEvent[] =>
  parseEvents(text).map((parsed, index) => judgeOne(parsed, `${name}#${index + 1}`, judge));

/** Anything at all may stand in the place of an id; what is none is not shown. */
export const shownId = (event: Pick<ProducerEvent, 'eventId'> | null): string | null =>
  event !== null && isUuid(event.eventId) ? event.eventId : null;

const formatFinding = ({ severity, code, path }: Finding): string => `  ${severity} ${code} ${path ?? ''}`.trimEnd();

/** What is said of an event, for people. */
export const formatJudged = ({ place, event, fault, judged }: JudgedEvent): string =>
  event === null || judged === null
    ? `${place} ${fault}`
    : [
        `${place} ${judged.verdict} ${event.body.type} ${shownId(event) ?? '(no id)'}`,
        ...judged.findings.map(formatFinding),
      ].join('\n');

/** The same for programs. */
export const toJson = ({ place, event, fault, judged }: JudgedEvent) => ({
  place,
  eventId: shownId(event),
  fault,
  verdict: judged?.verdict ?? null,
  findings: judged?.findings ?? [],
});
