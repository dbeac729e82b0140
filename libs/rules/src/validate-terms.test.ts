import { describe, expect, test } from '@jest/globals';
import type { BodyType } from '@varselvakt/domain';
import { sampleContext } from './examples/sample-context.ts';
import { sampleEvent } from './examples/sample-events.ts';
import { sampleNow } from './examples/sample-instants.ts';
import type { SampleSituation } from './rule.ts';
import { createRuleEngine } from './rule-engine.ts';

const { validateEvent } = createRuleEngine();

const told = (type: BodyType, situation: SampleSituation = {}) => {
  const event = sampleEvent(type);
  return validateEvent(event, sampleContext(event, situation)).findings.map(
    ({ code, severity, path }) => `${severity} ${code} ${path}`,
  );
};

describe('the producer', () => {
  test('that is unknown is refused, without blaming the label too', () => {
    expect(told('MessageCreated', { producer: null })).toEqual(['block PRODUCER_UNKNOWN producerId']);
  });

  test('that is not registered for the environment is unknown there', () => {
    const producer = { environments: ['dev'] };
    expect(told('MessageCreated', { producer })).toEqual([]);
    expect(told('MessageCreated', { producer, environment: 'prod' })).toEqual(['block PRODUCER_UNKNOWN producerId']);
  });

  test('without accepted terms is warned in dev and refused in prod', () => {
    const producer = { terms: null };
    expect(told('MessageCreated', { producer })).toEqual(['warn TERMS_NOT_ACCEPTED producerId']);
    expect(told('MessageCreated', { producer, environment: 'prod' })).toEqual(['block TERMS_NOT_ACCEPTED producerId']);
  });

  test('with older terms is warned until the grace date, then refused in prod', () => {
    const currentTerms = (graceEndsAt: number | null) => ({ version: 'newer', graceEndsAt });
    const prod = (graceEndsAt: number | null) =>
      told('MessageCreated', { environment: 'prod', currentTerms: currentTerms(graceEndsAt) });
    expect(prod(sampleNow + 1)).toEqual(['warn TERMS_OUTDATED producerId']);
    expect(prod(sampleNow)).toEqual(['block TERMS_OUTDATED producerId']);
    expect(prod(null)).toEqual(['block TERMS_OUTDATED producerId']);
  });

  test('that has accepted the next terms before they are in force is ahead, not behind', () => {
    const producer = { 'terms.version': '2026-06' };
    expect(told('MessageCreated', { environment: 'prod', producer })).toEqual([]);
  });

  test('that cannot be reached is told so', () => {
    const producer = { contacts: { chat: null, email: null } };
    expect(told('MessageCreated', { producer, environment: 'prod' })).toEqual(['warn CONTACT_MISSING producerId']);
    expect(told('MessageCreated', { producer: { contacts: { chat: null, email: 'a@b.no' } } })).toEqual([]);
  });

  test('is taken at its word on the shared topic only where the register says so', () => {
    const producer = { identityPolicy: { dev: 'claim', prod: 'topic' } };
    expect(told('MessageCreated', { producer })).toEqual([]);
    expect(told('MessageCreated', { producer, environment: 'prod' })).toEqual(['block PRODUCER_UNVERIFIED producerId']);
    const ownTopic = { producer, environment: 'prod', topicProducerId: 'tilskudd-demo' } as const;
    expect(told('MessageCreated', ownTopic)).toEqual([]);
  });
});

describe('a label', () => {
  const nothing = {
    legalBasis: null,
    archive: null,
    privacyNotice: null,
    'assessments.content': null,
    'assessments.archive': null,
  };
  const codes = [
    'ASSESSMENT_MISSING label',
    'LEGAL_BASIS_MISSING label',
    'ARCHIVE_DECLARATION_MISSING label',
    'PRIVACY_NOTICE_MISSING label',
  ];

  test('that lacks what the terms ask of it is told each thing once: warned in dev, refused in prod', () => {
    expect(told('MessageCreated', { label: nothing })).toEqual(codes.map((code) => `warn ${code}`));
    expect(told('TaskCompleted', { label: nothing, environment: 'prod' })).toEqual(
      codes.map((code) => `block ${code}`),
    );
  });

  test('that lacks it still lets its producer delete', () => {
    expect(told('DeletionRequested', { label: nothing, environment: 'prod' })).toEqual([]);
  });

  test('of somebody else is not told what it lacks', () => {
    expect(told('MessageCreated', { label: { ...nothing, ownerId: 'b' }, environment: 'prod' })).toEqual([
      'block LABEL_NOT_OWNED label',
    ]);
  });

  test('cannot be excused by an override in prod', () => {
    const severities = { prod: { ASSESSMENT_MISSING: 'observe' }, dev: {} };
    const label = { 'assessments.content': null, severities };
    expect(told('MessageCreated', { label, environment: 'prod' })).toEqual(['block ASSESSMENT_MISSING label']);
  });

  test.each([
    [sampleNow, ['warn ASSESSMENT_EXPIRED label']],
    [sampleNow + 1, []],
  ])('with an assessment that holds until %p gives %j', (expiresAt, expected) => {
    const label = { 'assessments.content.expiresAt': expiresAt, 'assessments.archive.expiresAt': expiresAt };
    expect(told('MessageCreated', { label, environment: 'prod' })).toEqual(expected);
  });
});
