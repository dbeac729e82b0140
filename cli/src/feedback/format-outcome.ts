import type { EventOutcome, OutcomeFinding } from '@varselvakt/domain';
import type { Language } from '../language.ts';

const spanOf = ({ start, end }: OutcomeFinding): string => (start === null || end === null ? '' : ` ${start}–${end}`);

function formatFinding(finding: OutcomeFinding, language: Language): readonly string[] {
  const [message, remedy] =
    language === 'nb' ? [finding.messageNb, finding.remedyNb] : [finding.messageEn, finding.remedyEn];
  const clause = finding.clause === null ? '' : ` (${finding.clause})`;
  const place = finding.path === null ? '' : ` ${finding.path}${spanOf(finding)}`;
  return [`  ${finding.severity.toLowerCase()} ${finding.code}${clause}${place}`, `    ${message} ${remedy}`];
}

/** What an outcome is about: an event, a whole case or notification, or something that could not be read. */
const nameOf = ({ eventId, aggregateId }: EventOutcome): string =>
  eventId ?? (aggregateId === null ? 'unreadable event' : `aggregate ${aggregateId}`);

/** An outcome for people: what became of which event, every finding, and what to do. Never holds a value, as the outcome does not. */
export function formatOutcome(outcome: EventOutcome, language: Language): string {
  const time = new Date(outcome.occurredAt).toISOString();
  const event = nameOf(outcome);
  const deletion = outcome.deleteAt === null ? '' : `, to be deleted ${new Date(outcome.deleteAt).toISOString()}`;
  const lines = outcome.findings.flatMap((finding) => formatFinding(finding, language));
  return [`${time} ${outcome.outcome} ${event}${deletion}`, ...lines].join('\n');
}
