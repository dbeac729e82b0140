import {
  decideLabelGaps,
  type Environment,
  type LabelGap,
  type RegisteredLabel,
  type RegisteredProducer,
  ruleTable,
  type Severity,
  severityIn,
} from '@varselvakt/rules';
import { findProducer, type Register } from './register.ts';

/** How a producer stands to the terms in force. `GRACE`: an older version, which is still enough. */
export type AcceptanceState = 'CURRENT' | 'GRACE' | 'OUTDATED' | 'MISSING';

/** A gap with what it does to the label's events in the environment that was asked about. */
interface WeighedGap extends LabelGap {
  readonly severity: Severity;
}

/** What one label lacks. */
export interface LabelStanding {
  readonly name: string;
  /** Whether the label is registered for the environment that was asked about. */
  readonly isInUse: boolean;
  readonly gaps: readonly WeighedGap[];
}

/** Where a producer stands before an environment: what it has, what is missing, whether its events would pass. */
export interface ProducerStanding {
  readonly producerId: string;
  readonly team: string;
  readonly environment: Environment;
  /** True where nothing in the register would refuse its events. */
  readonly isReady: boolean;
  readonly isRegistered: boolean;
  readonly acceptance: {
    readonly state: AcceptanceState;
    readonly version: string | null;
    readonly acceptedBy: string | null;
    /** Epoch ms, as all times here. */
    readonly acceptedAt: number | null;
    readonly currentVersion: string | null;
    readonly graceEndsAt: number | null;
  };
  readonly hasContact: boolean;
  /** False where it would have to write to a topic of its own and has none. */
  readonly isVerifiable: boolean;
  readonly offboardsAt: number | null;
  readonly labels: readonly LabelStanding[];
}

/** The environment and the clock (epoch ms) that a standing is asked for. */
export interface StandingQuestion {
  readonly environment: Environment;
  readonly now: number;
}

const acceptanceStateOf = ({ terms }: RegisteredProducer, { currentTerms }: Register, now: number): AcceptanceState => {
  if (terms === null || terms.acceptedAt > now) return 'MISSING';
  if (currentTerms === null || terms.version >= currentTerms.version) return 'CURRENT';
  return currentTerms.graceEndsAt !== null && now < currentTerms.graceEndsAt ? 'GRACE' : 'OUTDATED';
};

const labelStanding = (label: RegisteredLabel, { environment, now }: StandingQuestion): LabelStanding => ({
  name: label.name,
  isInUse: label.environments.includes(environment),
  gaps: decideLabelGaps(label, now).map((gap) => ({
    ...gap,
    severity: severityIn(ruleTable[gap.code].severity, environment, 'id'),
  })),
});

const isRefused = ({ isInUse, gaps }: LabelStanding): boolean =>
  isInUse && gaps.some(({ severity }) => severity === 'block');

/** Where a producer stands, or null when the register has none of that id. Pure. */
export const decideProducerStanding = (
  register: Register,
  producerId: string,
  question: StandingQuestion,
): ProducerStanding | null => {
  const producer = findProducer(register, producerId);
  if (producer === null) return null;
  const { environment, now } = question;
  const { terms, contacts } = producer;
  const state = acceptanceStateOf(producer, register, now);
  const labels = [...register.labels.values()]
    .filter(({ ownerId }) => ownerId === producerId)
    .map((label) => labelStanding(label, question));
  const isRegistered = producer.environments.includes(environment);
  const isVerifiable = producer.identityPolicy[environment] === 'claim' || producer.topics.length > 0;
  const isAccepted = environment === 'dev' || state === 'CURRENT' || state === 'GRACE';
  const isReady =
    isRegistered && isVerifiable && isAccepted && labels.some(({ isInUse }) => isInUse) && !labels.some(isRefused);
  return {
    producerId,
    team: producer.team,
    environment,
    isReady,
    isRegistered,
    acceptance: {
      state,
      version: terms?.version ?? null,
      acceptedBy: terms?.acceptedBy ?? null,
      acceptedAt: terms?.acceptedAt ?? null,
      currentVersion: register.currentTerms?.version ?? null,
      graceEndsAt: register.currentTerms?.graceEndsAt ?? null,
    },
    hasContact: contacts.chat !== null || contacts.email !== null,
    isVerifiable,
    offboardsAt: producer.offboardsAt,
    labels,
  };
};
