import type { RegisteredProducer } from '@varselvakt/rules';
import { type ChangeEffect, compareNames, type RegisterChange } from './register-change.ts';

type Tell = (effect: ChangeEffect, sentence: string) => RegisterChange;

const compareTerms = (before: RegisteredProducer, after: RegisteredProducer, tell: Tell): readonly RegisterChange[] => {
  if (before.terms?.version === after.terms?.version) return [];
  if (after.terms === null) return [tell('REFUSES', 'has not accepted the terms of use any more: refused in prod')];
  return [
    tell('ACCEPTS', `has accepted version ${after.terms.version} of the terms of use (${after.terms.acceptedBy})`),
  ];
};

const compareIdentity = (
  before: RegisteredProducer,
  after: RegisteredProducer,
  tell: Tell,
): readonly RegisterChange[] =>
  (['dev', 'prod'] as const)
    .filter((environment) => before.identityPolicy[environment] !== after.identityPolicy[environment])
    .map((environment) =>
      after.identityPolicy[environment] === 'topic'
        ? tell(
            'REFUSES',
            `must write to a topic of its own in ${environment}; on the shared one its events are refused`,
          )
        : tell('ACCEPTS', `is taken at its word on the shared topic in ${environment}`),
    );

const dayOf = (instant: number | null): string => (instant === null ? 'not planned' : new Date(instant).toISOString());

/** What a change of one producer does, its labels apart. */
export const compareProducers = (before: RegisteredProducer, after: RegisteredProducer): readonly RegisterChange[] => {
  const tell: Tell = (effect, sentence) => ({ producerId: after.id, effect, sentence });
  const plain = (what: string, was: string, is: string): readonly RegisterChange[] =>
    was === is ? [] : [tell('NONE', `${what} is ${is} instead of ${was}`)];
  return [
    ...compareNames(before.environments, after.environments, {
      gained: (name) => tell('ACCEPTS', `may publish in ${name}`),
      lost: (name) => tell('REFUSES', `may no longer publish in ${name}`),
    }),
    ...compareNames(before.topics, after.topics, {
      gained: (name) => tell('ACCEPTS', `alone may write to ${name}; what others write there is refused`),
      lost: (name) => tell('REFUSES', `no longer owns ${name}`),
    }),
    ...compareIdentity(before, after, tell),
    ...compareTerms(before, after, tell),
    ...plain('offboarding', dayOf(before.offboardsAt), dayOf(after.offboardsAt)),
    ...plain('team', before.team, after.team),
    ...plain('feedback', before.feedback, after.feedback),
    ...plain('topic of its feedback', before.feedbackTopic, after.feedbackTopic),
    ...plain('chat', before.contacts.chat ?? 'none', after.contacts.chat ?? 'none'),
    ...plain('e-mail', before.contacts.email ?? 'none', after.contacts.email ?? 'none'),
  ];
};
