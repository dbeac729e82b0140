import {
  isInstant,
  isUuid,
  type ProducerEvent,
  parseOrganisationNumber,
  subtractDuration,
  timeLimits,
} from '@varselvakt/domain';
import type { FindingCollector } from '../finding.ts';
import { isBlank } from '../text-shape.ts';
import type { ValidationContext } from '../validation-context.ts';

const checkIds = (event: ProducerEvent, { origin }: ValidationContext, { report }: FindingCollector): void => {
  if (!isUuid(event.eventId)) report('EVENT_ID_INVALID', { path: 'eventId', fieldClass: 'id' });
  if (!isUuid(event.aggregateId)) report('AGGREGATE_ID_INVALID', { path: 'aggregateId', fieldClass: 'id' });
  if (origin.type === 'RECORD' && origin.key !== event.aggregateId) report('KEY_MISMATCH', { path: null });
  if (parseOrganisationNumber(event.organisationNumber) === undefined) {
    report('ORGANISATION_NUMBER_INVALID', { path: 'organisationNumber', fieldClass: 'id' });
  }
};

const needsGroupId = ({ body }: ProducerEvent): boolean =>
  body.type === 'CaseOpened' || body.type === 'AppointmentCreated';

const checkGroupId = (event: ProducerEvent, { report }: FindingCollector): void => {
  const { groupId } = event;
  const isMissing = groupId === null ? needsGroupId(event) : isBlank(groupId);
  if (isMissing) report('GROUP_ID_MISSING', { path: 'groupId', fieldClass: 'id' });
};

const maxAge = { years: timeLimits.maxAgeYears, months: 0, weeks: 0, days: 0, exactMs: 0 };

const isTooOld = (occurredAt: number, now: number): boolean => {
  const earliestAt = subtractDuration(now, maxAge);
  return earliestAt !== undefined && occurredAt < earliestAt;
};

const yearMs = 365 * 86_400_000;

const checkOccurredAt = (occurredAt: number, now: number, { report }: FindingCollector): void => {
  if (!isInstant(occurredAt)) report('TIME_INVALID', { path: 'occurredAt' });
  else if (occurredAt > now + timeLimits.maxAheadMs) report('TIME_IN_FUTURE', { path: 'occurredAt' });
  else if (occurredAt < now - yearMs && isTooOld(occurredAt, now)) report('TIME_TOO_OLD', { path: 'occurredAt' });
};

/** Ids, record key, organisation number, group id and time of an event. */
export const checkEnvelope = (event: ProducerEvent, context: ValidationContext, collector: FindingCollector): void => {
  checkIds(event, context, collector);
  checkGroupId(event, collector);
  checkOccurredAt(event.occurredAt, context.now, collector);
};
