import type { LinkHosts } from './link-hosts.ts';
import type { Environment, Severity } from './rule.ts';
import type { RuleCode } from './rule-table.ts';

/** Which terms of use a producer has accepted. */
export interface AcceptedTerms {
  readonly version: string;
  readonly acceptedBy: string;
  /** When they were accepted, epoch ms. */
  readonly acceptedAt: number;
}

/** What proves who wrote an event: the producer's own topic, or its own word on the shared topic. */
export type IdentityPolicy = 'topic' | 'claim';

/** A producer (produsent) as the register knows it. */
export interface RegisteredProducer {
  readonly id: string;
  readonly team: string;
  readonly contacts: { readonly chat: string | null; readonly email: string | null };
  readonly environments: readonly Environment[];
  /** Inbound topics that only this producer may write to. */
  readonly topics: readonly string[];
  readonly identityPolicy: Readonly<Record<Environment, IdentityPolicy>>;
  /** Whether plain acceptances are told too, or only problems. */
  readonly feedback: 'all' | 'problems';
  readonly terms: AcceptedTerms | null;
}

/** How long a label's cases and notifications may be kept; periods are ISO 8601 durations from occurredAt. */
export interface RetentionPolicy {
  readonly default: string | null;
  readonly min: string | null;
  readonly max: string | null;
  /** True moves a retention outside min and max to the limit, with a warning; false refuses it. */
  readonly clamp: boolean;
}

/** A way in which an external message goes out. */
export type Channel = 'sms' | 'email' | 'altinn';

/** Whom a label may address. */
export interface AllowedRecipients {
  /** Ids of Altinn resources; null allows all. */
  readonly resources: readonly string[] | null;
  readonly nearestLeader: boolean;
}

/** A label (merkelapp) as the register knows it. */
export interface RegisteredLabel {
  readonly name: string;
  readonly ownerId: string;
  readonly environments: readonly Environment[];
  readonly retention: RetentionPolicy;
  /** Hosts its links may go to: the platform's, the producer's and its own. */
  readonly linkHosts: LinkHosts;
  /** Null allows all. */
  readonly channels: readonly Channel[] | null;
  /** Null allows all. */
  readonly recipients: AllowedRecipients | null;
  /** `strict`: about people whose address may be protected (kode 6 and 7), so that no address may be named. */
  readonly protectedAddress: 'standard' | 'strict';
  /** Overrides of severities, never milder than a rule's floor. */
  readonly severities: Readonly<Record<Environment, SeverityOverrides>>;
}

/** Severities that replace those of the rule table. */
export type SeverityOverrides = Readonly<Partial<Record<RuleCode, Severity>>>;

/** The terms of use that hold now. */
export interface CurrentTerms {
  readonly version: string;
  /** Until when the version before is enough, epoch ms; null where there is no such time. */
  readonly graceEndsAt: number | null;
}
