import type { LinkHosts } from './link-hosts.ts';
import type { Environment, Severity } from './rule.ts';
import type { RuleCode } from './rule-table.ts';

/** Which terms of use a producer has accepted, and who did it in which role. */
export interface AcceptedTerms {
  readonly version: string;
  /** SHA-256 (hex) of the text that was accepted. */
  readonly hash: string;
  readonly acceptedBy: string;
  readonly role: string;
  /** The unit that is bound; null where it is the team itself. */
  readonly onBehalfOf: string | null;
  /** Where the acceptance can be looked up; null where the register is all there is. */
  readonly evidence: string | null;
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
  /** Whether its outcomes go to a topic of its own, `<prefix>feedback.<producerId>`, or to the one for everybody. */
  readonly feedbackTopic: 'own' | 'shared';
  readonly terms: AcceptedTerms | null;
  /** When the producer ends, epoch ms; null where nothing is planned. Refuses nothing by itself. */
  readonly offboardsAt: number | null;
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

/** The legal assessments that accepting the terms confirms (C3), one for each of C5, C6, C8, C10 and C9. */
export const assessmentKinds = ['legal-basis', 'storage-time', 'content', 'user-information', 'archive'] as const;
export type AssessmentKind = (typeof assessmentKinds)[number];

/** One legal assessment that was done for a label. */
export interface Assessment {
  /** Where it can be read. */
  readonly reference: string;
  readonly owner: string;
  /** Epoch ms. */
  readonly assessedAt: number;
  /** From when it must be done anew, epoch ms; null where it holds until something changes. */
  readonly expiresAt: number | null;
}

/** What allows personal data to be processed (behandlingsgrunnlag). */
export interface LegalBasis {
  /** The point of the GDPR such as `6.1.e`; `none` where there is no personal data. */
  readonly code: string;
  /** The entry in the record of processing activities (behandlingsprotokoll). */
  readonly processingRecord: string;
}

/** How the duty to archive is met: in another system, there is no such duty, or not at all and why. */
export interface ArchiveDeclaration {
  readonly kind: 'elsewhere' | 'not-subject' | 'none';
  readonly reason: string | null;
}

/** A label (merkelapp) as the register knows it. */
export interface RegisteredLabel {
  readonly name: string;
  readonly ownerId: string;
  readonly environments: readonly Environment[];
  readonly retention: RetentionPolicy;
  readonly legalBasis: LegalBasis | null;
  /** What its notifications are for. */
  readonly purpose: string | null;
  readonly archive: ArchiveDeclaration | null;
  /** Address at which users read how their data is used. */
  readonly privacyNotice: string | null;
  /** The newest assessment of each kind: found once, when the register is read. */
  readonly assessments: Readonly<Record<AssessmentKind, Assessment | null>>;
  /** How long before a deletion its producer wants to be told, an ISO 8601 duration; null for not at all. */
  readonly noticeBeforeDeletion: string | null;
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
