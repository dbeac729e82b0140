import type { BodyType } from '@varselvakt/domain';

/** `block` refuses the event, `warn` lets it pass and tells the producer, `observe` is only counted. */
export type Severity = 'block' | 'warn' | 'observe';

/** Where the pipeline runs. */
export type Environment = 'dev' | 'prod';

/** in-app: what the user reads on the platform · link · id: names and keys · external: SMS and e-mail. */
export type FieldClass = 'in-app' | 'link' | 'id' | 'external';

/** The clauses of the terms of use, numbered as in docs/rules.md. */
export type Clause = `C${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20}`;

/** One severity for all fields, or one for each class of field; a class that is left out is not asked at all. */
export type SeverityByClass = Severity | Readonly<Partial<Record<FieldClass, Severity>>>;

/** A severity for each environment. */
export type SeverityTable = Readonly<Record<Environment, SeverityByClass>>;

/** The same sentence in bokmål and English. */
export interface BilingualText {
  readonly nb: string;
  readonly en: string;
}

/** A severity that holds instead of the rule's own under a condition that the check decides. */
export interface MilderCase {
  readonly when: BilingualText;
  readonly severity: SeverityTable;
  /** The mildest that an override may make this case; the rule's own floor where absent. */
  readonly floor?: SeverityTable;
}

/** A change of a sample: the value at a path such as `body.externalMessages[1].text`. */
export type SampleChanges = Readonly<Record<string, unknown>>;

/** What is different around a sample event; all of it is taken from the sample register where absent. */
export interface SampleSituation {
  readonly environment?: Environment;
  readonly recordKey?: string;
  readonly topicProducerId?: string | null;
  readonly producer?: SampleChanges | null;
  readonly label?: SampleChanges | null;
  readonly currentTerms?: { readonly version: string; readonly graceEndsAt: number | null };
  /** False where absent. */
  readonly recipientIsProtected?: boolean;
}

/** A sample event, judged by `validateEvent`. */
export interface EventExample {
  readonly type: 'event';
  readonly base: BodyType;
  readonly changes: SampleChanges;
  readonly situation: SampleSituation;
}

/** A Kafka record as bytes, judged before there is an event. `valueHex` null is a tombstone, `keyHex` null no key. */
export interface RecordExample {
  readonly type: 'record';
  readonly keyHex: string | null;
  readonly valueHex: string | null;
  readonly description: BilingualText;
}

/** A sequence of accepted events, judged where they are stored. */
export interface HistoryExample {
  readonly type: 'history';
  readonly description: BilingualText;
}

export type RuleExample = EventExample | RecordExample | HistoryExample;

/** Who raises the finding: the validator on an event, whoever decodes a record, or whoever stores events. */
export type RuleArea = 'structure' | 'terms' | 'retention' | 'content' | 'unreadable' | 'outcome';

/** One rule: everything about a code that people and programs may ask for. Codes are never reused. */
export interface Rule {
  readonly area: RuleArea;
  /** The clause of the terms of use that it carries out; null for the structure of the data itself. */
  readonly clause: Clause | null;
  /** The clause for SMS and e-mail where the terms have one of their own for them. */
  readonly externalClause?: Clause;
  readonly severity: SeverityTable;
  /** The mildest that an override in the register may make it. */
  readonly floor: SeverityTable;
  readonly milder: MilderCase | null;
  /** What is wrong. Never holds a value. */
  readonly message: BilingualText;
  /** What to do about it. */
  readonly remedy: BilingualText;
  /** The first keeps the rule, the second breaks it; a test runs both. */
  readonly examples: { readonly valid: RuleExample; readonly invalid: RuleExample };
  /** Rule-set version that brought it. */
  readonly since: string;
}

/** A part of the rule table: rules by code. */
export type RuleTable = Readonly<Record<string, Rule>>;
