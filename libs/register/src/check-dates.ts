import type { CheckedFile } from './check-register-file.ts';
import { beginOfDay } from './register-day.ts';
import type { DataPath } from './register-document.ts';
import type { RegisterFault } from './register-fault.ts';
import type { AssessmentData, ProducerData, RegisterFileData } from './register-schema.ts';

/** What a register is held to besides itself. */
export interface RegisterFacts {
  /** Clock, epoch ms. */
  readonly now: number;
  /** Hash of each published version of the terms of use. */
  readonly terms: ReadonlyMap<string, string>;
}

interface InnerFault {
  readonly path: DataPath;
  readonly message: string;
}

/** A day begins somewhere on earth so long before it begins in UTC. */
const earliestZoneMs = 14 * 3_600_000;

const unknownVersion = ({ terms }: RegisterFacts): string =>
  `is not a version of the terms of use; there are: ${[...terms.keys()].join(', ')}`;

const checkAcceptance = ({ terms }: ProducerData, facts: RegisterFacts): readonly InnerFault[] => {
  if (!terms) return [];
  const hash = facts.terms.get(terms.version);
  if (hash === undefined) return [{ path: ['terms', 'version'], message: unknownVersion(facts) }];
  const faults: InnerFault[] = [];
  if (terms.hash !== hash)
    faults.push({
      path: ['terms', 'hash'],
      message: `is not the hash of version ${terms.version}; "varselvakt terms show ${terms.version}" prints it last`,
    });
  if (Date.parse(terms.at) > facts.now) faults.push({ path: ['terms', 'at'], message: 'lies in the future' });
  else if (terms.at.slice(0, 7) < terms.version)
    faults.push({ path: ['terms', 'at'], message: `is before version ${terms.version} was published` });
  return faults;
};

const checkOffboarding = ({ terms, offboardsAt }: ProducerData): readonly InnerFault[] =>
  terms && offboardsAt && Date.parse(offboardsAt) <= Date.parse(terms.at)
    ? [{ path: ['offboardsAt'], message: 'is not after the acceptance of the terms of use' }]
    : [];

const checkAssessment = ({ date, validUntil }: AssessmentData, now: number): readonly InnerFault[] => {
  if (beginOfDay(date) > now + earliestZoneMs) return [{ path: ['date'], message: 'lies in the future' }];
  return validUntil && validUntil < date ? [{ path: ['validUntil'], message: 'is before date' }] : [];
};

const checkAssessments = ({ labels }: ProducerData, now: number): readonly InnerFault[] =>
  labels.flatMap(({ assessments }, labelIndex) =>
    assessments.flatMap((assessment, index) =>
      checkAssessment(assessment, now).map(({ path, message }) => ({
        path: ['labels', labelIndex, 'assessments', index, ...path],
        message,
      })),
    ),
  );

const checkTermsInForce = ({ terms }: RegisterFileData, facts: RegisterFacts): readonly InnerFault[] => {
  if (terms === undefined) return [];
  if (!facts.terms.has(terms.version)) return [{ path: ['terms', 'version'], message: unknownVersion(facts) }];
  return terms.graceEndsAt && terms.graceEndsAt.slice(0, 7) < terms.version
    ? [{ path: ['terms', 'graceEndsAt'], message: `is before version ${terms.version} was published` }]
    : [];
};

/** Checks what depends on the clock and on the published terms of use. No fault comes into being by time going by: a good register stays one. */
export const checkDates = ({ document, data }: CheckedFile, facts: RegisterFacts): readonly RegisterFault[] => {
  const ofProducers = data.producers.flatMap((producer, index) =>
    [...checkAcceptance(producer, facts), ...checkOffboarding(producer), ...checkAssessments(producer, facts.now)].map(
      ({ path, message }) => ({ path: ['producers', index, ...path], message }),
    ),
  );
  return [...checkTermsInForce(data, facts), ...ofProducers].map(({ path, message }) =>
    document.faultAt(path, message),
  );
};
