import type { EventOutcome, HardDeleted } from '@varselvakt/domain';
import { type Observation, type Place, placeKey } from './observation.ts';
import type { ExpectedFate, Sample } from './sample.ts';

/** What has been seen of one sample so far. */
export interface Seen {
  readonly source: Place;
  readonly accepted?: { readonly logPlace: Place; readonly logKey: string; readonly deleteAt: number | null };
  readonly outcome?: EventOutcome;
  readonly deadLetter?: { readonly place: Place; readonly code: string };
  readonly hardDeleted?: HardDeleted['cause'];
  readonly tombstone?: { readonly logPlace: Place; readonly seenAt: number };
  /** Whether the database holds it now; undefined until looked. */
  readonly stored?: boolean;
}

/** `UNEXPECTED` is final as well: what came can no longer become what should have come. */
export type Verdict = 'WAITING' | 'MET' | 'UNEXPECTED';

/** Takes in what was seen; gives the same object when it is not about this sample. */
export function takeIn(sample: Sample, seen: Seen, observation: Observation): Seen {
  switch (observation.type) {
    case 'ACCEPTED': {
      const { logPlace, logKey, deleteAt } = observation;
      return isAbout(seen, observation.source) ? { ...seen, accepted: { logPlace, logKey, deleteAt } } : seen;
    }
    case 'OUTCOME':
      return isAbout(seen, observation.source) && isWeightier(observation.outcome, seen.outcome)
        ? { ...seen, outcome: observation.outcome }
        : seen;
    case 'DEAD_LETTER': {
      const { place, code } = observation;
      return isAbout(seen, observation.source) ? { ...seen, deadLetter: { place, code } } : seen;
    }
    case 'HARD_DELETED':
      return observation.aggregateId === sample.event.aggregateId ? { ...seen, hardDeleted: observation.cause } : seen;
    case 'TOMBSTONE': {
      const { logPlace, seenAt } = observation;
      return observation.logKey === seen.accepted?.logKey ? { ...seen, tombstone: { logPlace, seenAt } } : seen;
    }
    case 'ROWS':
      return { ...seen, stored: observation.eventIds.has(sample.event.eventId) };
    default:
      return observation satisfies never;
  }
}

/** Compares what was seen with what was expected. */
export function judgeFate({ expected }: Sample, seen: Seen): Verdict {
  if (isMet(expected, seen)) return 'MET';
  return isSpoiled(expected, seen) ? 'UNEXPECTED' : 'WAITING';
}

function isMet(expected: ExpectedFate, seen: Seen): boolean {
  switch (expected.fate) {
    case 'STORED':
      return seen.accepted !== undefined && seen.stored === true && !isRefused(seen);
    case 'WARNED':
      return (
        seen.accepted !== undefined && seen.stored === true && sameCodes(codesOf(seen.outcome, 'WARN'), expected.codes)
      );
    case 'DELETED':
      return seen.hardDeleted === expected.cause && seen.tombstone !== undefined && seen.stored === false;
    case 'REFUSED':
      return seen.outcome?.outcome === 'REJECTED' && sameCodes(blockingCodes(seen.outcome), expected.codes);
    case 'DUPLICATE':
    case 'CONFLICT':
    case 'LATE':
      return seen.outcome?.outcome === expected.fate;
    case 'DEAD_LETTER':
      return seen.deadLetter?.code === expected.code;
    default:
      return expected satisfies never;
  }
}

/** Whether what came can no longer become what should have come, given that it is not that yet. */
function isSpoiled(expected: ExpectedFate, seen: Seen): boolean {
  switch (expected.fate) {
    case 'STORED':
    case 'WARNED':
    case 'DUPLICATE':
    case 'CONFLICT':
    case 'LATE':
      return isRefused(seen);
    case 'DELETED':
      return isRefused(seen) || (seen.hardDeleted !== undefined && seen.hardDeleted !== expected.cause);
    case 'REFUSED':
      return isRefused(seen) || seen.accepted !== undefined;
    case 'DEAD_LETTER': // its feedback may come before the dead letter itself
      return seen.deadLetter !== undefined || seen.accepted !== undefined;
    default:
      return expected satisfies never;
  }
}

/** The codes that made an outcome a refusal. */
export function blockingCodes(outcome: EventOutcome): readonly string[] {
  return codesOf(outcome, 'BLOCK');
}

function codesOf(outcome: EventOutcome | undefined, severity: 'BLOCK' | 'WARN'): readonly string[] {
  const findings = outcome?.findings.filter((finding) => finding.severity === severity) ?? [];
  return [...new Set(findings.map(({ code }) => code))];
}

function isAbout(seen: Seen, source: Place): boolean {
  return placeKey(seen.source) === placeKey(source);
}

/** What the validator says first (accepted, warned) gives way to what the persister says later. */
function isWeightier(next: EventOutcome, current: EventOutcome | undefined): boolean {
  return (
    current === undefined || current.outcome === 'ACCEPTED' || current.outcome === 'WARNED' || next.outcome === 'LATE'
  );
}

function isRefused({ outcome, deadLetter }: Seen): boolean {
  const refusals: readonly EventOutcome['outcome'][] = ['REJECTED', 'UNREADABLE', 'CONFLICT', 'LATE', 'DUPLICATE'];
  return deadLetter !== undefined || (outcome !== undefined && refusals.includes(outcome.outcome));
}

function sameCodes(found: readonly string[], wanted: readonly string[]): boolean {
  return found.length === wanted.length && wanted.every((code) => found.includes(code));
}
