/** The answer of `/api/refusals`; what its parts mean stands in the API’s document. */
export type RefusalsAnswer = {
  readonly generatedAt: number;
  readonly severity: 'BLOCK' | 'WARN';
  readonly period: string;
  readonly step: 'HOUR' | 'DAY';
  readonly fromAt: number;
  readonly untilAt: number;
  readonly countedFromAt: number;
  readonly choices: {
    readonly producers: readonly string[];
    readonly topics: readonly string[];
    readonly clauses: readonly string[];
  };
  readonly eventCount: number;
  readonly findingCount: number;
  readonly rules: readonly RefusedRule[];
  readonly producers: readonly {
    readonly producerId: string;
    readonly team: string | null;
    readonly count: number;
    readonly share: number | null;
  }[];
  readonly topics: readonly { readonly topic: string; readonly count: number; readonly share: number | null }[];
  readonly buckets: readonly RefusalBucket[];
  readonly crampedCount: number;
  readonly feedbackFault: string | null;
};

export type RefusedRule = {
  readonly code: string;
  readonly clause: string | null;
  readonly title: Words | null;
  readonly count: number;
  readonly share: number | null;
  readonly lastSeenAt: number;
  readonly producers: readonly { readonly producerId: string; readonly count: number }[];
};

export type RefusalBucket = {
  readonly startAt: number;
  readonly code: string;
  readonly clause: string | null;
  readonly count: number;
};

/** The same in bokmål and English. */
export type Words = { readonly nb: string; readonly en: string };

type ByClass = string | Readonly<Record<string, string>>;
type ByEnvironment = { readonly dev: ByClass; readonly prod: ByClass };

/** The answer of `/api/rules/CODE`. */
export type RuleAnswer = {
  readonly ruleSet: string;
  readonly code: string;
  readonly area: string;
  readonly message: Words;
  readonly remedy: Words;
  readonly clauses: readonly {
    readonly id: string;
    readonly isExternal: boolean;
    readonly section: Words;
    readonly text: Words;
  }[];
  readonly severity: ByEnvironment;
  readonly floor: ByEnvironment;
  readonly milder: { readonly when: Words; readonly severity: ByEnvironment } | null;
  readonly since: string;
  readonly valid: RuleSample;
  readonly invalid: RuleSample;
};

export type RuleSample = {
  readonly description: Words | null;
  readonly base: string | null;
  readonly changes: readonly Change[];
  readonly situation: readonly Change[];
  readonly eventJson: string | null;
  readonly keyHex: string | null;
  readonly valueHex: string | null;
};

export type Change = { readonly path: string; readonly json: string };
