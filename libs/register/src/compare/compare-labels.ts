import {
  decideLabelGaps,
  type LabelGap,
  type RegisteredLabel,
  type RetentionPolicy,
  type SeverityOverrides,
} from '@varselvakt/rules';
import { type ChangeEffect, compareNames, type RegisterChange } from './register-change.ts';

type Tell = (effect: ChangeEffect, sentence: string) => RegisterChange;

const orNone = (value: string | null): string => value ?? 'none';
const listOr = (values: readonly string[] | null): string => values?.join(', ') ?? 'all';

/** The same allow list may be given as null, which allows all: compares what passes. */
const compareAllowed = (
  before: readonly string[] | null,
  after: readonly string[] | null,
  what: string,
  tell: Tell,
): readonly RegisterChange[] => {
  if (before === null && after === null) return [];
  if (before === null) return [tell('REFUSES', `only these ${what} stay allowed: ${listOr(after)}`)];
  if (after === null) return [tell('ACCEPTS', `all ${what} become allowed (before: ${listOr(before)})`)];
  return compareNames(before, after, {
    gained: (name) => tell('ACCEPTS', `${what}: ${name} becomes allowed`),
    lost: (name) => tell('REFUSES', `${what}: ${name} is no longer allowed`),
  });
};

const limitTexts = {
  default: 'events without a retention of their own get',
  min: 'the shortest retention is',
  max: 'the longest retention is',
} as const;

const compareRetention = (before: RetentionPolicy, after: RetentionPolicy, tell: Tell): readonly RegisterChange[] => {
  const limits = (['default', 'min', 'max'] as const)
    .filter((name) => before[name] !== after[name])
    .map((name) => {
      const words = `${limitTexts[name]} ${orNone(after[name])} instead of ${orNone(before[name])}`;
      if (name === 'default' && after.default === null)
        return tell('REFUSES', `${words}: without one they are refused`);
      return tell('RETENTION', `${words}; deletions already planned stay as they are`);
    });
  if (before.clamp === after.clamp) return limits;
  const clamp = after.clamp
    ? tell('ACCEPTS', 'a retention outside its limits is moved to the limit, with a warning, instead of refused')
    : tell('REFUSES', 'a retention outside its limits is refused instead of moved to the limit');
  return [...limits, clamp];
};

const compareSeverities = (
  before: SeverityOverrides,
  after: SeverityOverrides,
  environment: string,
  tell: Tell,
): readonly RegisterChange[] => {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof SeverityOverrides)[];
  return codes
    .filter((code) => before[code] !== after[code])
    .map((code) => {
      const words = `${code} is ${after[code] ?? 'as the rule says'} instead of ${before[code] ?? 'as the rule says'} in ${environment}`;
      if (after[code] === 'block') return tell('REFUSES', words);
      return tell(before[code] === 'block' ? 'ACCEPTS' : 'NONE', words);
    });
};

const nameOfGap = ({ code, assessment }: LabelGap): string => (assessment === null ? code : `${code} (${assessment})`);

/** What a label lacks before prod, without what only runs out by time. */
const gapsOf = (label: RegisteredLabel): readonly string[] =>
  decideLabelGaps(label, Number.NEGATIVE_INFINITY).map(nameOfGap);

const compareGaps = (before: RegisteredLabel, after: RegisteredLabel, tell: Tell): readonly RegisterChange[] =>
  compareNames(gapsOf(before), gapsOf(after), {
    gained: (gap) => tell('REFUSES', `${gap} begins to hold: warned in dev, refused in prod`),
    lost: (gap) => tell('ACCEPTS', `${gap} is settled`),
  });

const wordsOf = (value: unknown): string =>
  value === null
    ? 'none'
    : typeof value === 'string'
      ? value
      : Object.values(value as object)
          .join(' ')
          .trim();

/** Declarations that stand before and after, with other words. */
const compareDeclarations = (before: RegisteredLabel, after: RegisteredLabel, tell: Tell): readonly RegisterChange[] =>
  declarations
    .filter(([name]) => wordsOf(before[name]) !== wordsOf(after[name]))
    .map(([name, words]) => tell('NONE', `${words} is ${wordsOf(after[name])} instead of ${wordsOf(before[name])}`));

const declarations = [
  ['legalBasis', 'legal basis'],
  ['purpose', 'purpose'],
  ['archive', 'archive'],
  ['privacyNotice', 'privacy notice'],
  ['noticeBeforeDeletion', 'notice before a deletion'],
] as const;

/** What a change of one label does. */
export const compareLabels = (before: RegisteredLabel, after: RegisteredLabel): readonly RegisterChange[] => {
  const tell: Tell = (effect, sentence) => ({
    producerId: after.ownerId,
    effect,
    sentence: `label "${after.name}": ${sentence}`,
  });
  const owner =
    before.ownerId === after.ownerId
      ? []
      : [
          tell(
            'REFUSES',
            `belongs to ${after.ownerId}, no longer to ${before.ownerId}, whose events under it are refused`,
          ),
        ];
  const hosts = (label: RegisteredLabel) => [
    ...label.linkHosts.exact,
    ...label.linkHosts.endings.map((end) => `*${end}`),
  ];
  return [
    ...owner,
    ...compareAllowed(before.environments, after.environments, 'environments', tell),
    ...compareRetention(before.retention, after.retention, tell),
    ...compareGaps(before, after, tell),
    ...compareDeclarations(before, after, tell),
    ...compareAllowed(hosts(before), hosts(after), 'hosts of links', tell),
    ...compareAllowed(before.channels, after.channels, 'channels', tell),
    ...compareAllowed(before.recipients?.resources ?? null, after.recipients?.resources ?? null, 'resources', tell),
    ...compareSeverities(before.severities.dev, after.severities.dev, 'dev', tell),
    ...compareSeverities(before.severities.prod, after.severities.prod, 'prod', tell),
  ];
};
