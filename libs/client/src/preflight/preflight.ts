import type { OutcomeFinding, ProducerEvent } from '@varselvakt/domain';
import { contextOfFile, type Register } from '@varselvakt/register';
import {
  createRuleEngine,
  type Environment,
  type Finding,
  ruleTable,
  toOutcomeFinding,
  type ValidationContext,
  type Verdict,
} from '@varselvakt/rules';

/** What an event is judged by. */
export type PreflightOptions = {
  readonly environment: Environment;
  /** From `readRegister`. Without it nobody can say who owns a label, which hosts and resources it allows, how long it is kept. */
  readonly register?: Register;
  /** Where the rules are documented; each finding adds its own heading. Default `docs/rules.md`. */
  readonly documentationUrl?: string;
  /** The clock, epoch ms; default: this machine's. */
  readonly now?: () => number;
};

/** What the validator would say. */
export type PreflightResult = {
  readonly verdict: Verdict;
  /** In the same form as the findings of an outcome: code, severity, path, span, words in Norwegian and English. Never a value. */
  readonly findings: readonly OutcomeFinding[];
  /** When it would be deleted, epoch ms; null where the event does not say and no register does. */
  readonly deleteAt: number | null;
};

/** Judges one event, whose shape must be right: see `createEventBuilder`. Never throws on such an event. */
export type Preflight = (event: ProducerEvent) => PreflightResult;

const nobody = { producer: null, label: null, currentTerms: null, recipientIsProtected: false } as const;

/** Whether the register knows producer and label; without one there is nothing to ask. */
const asksRegister = ({ code }: Finding): boolean => ruleTable[code].area === 'terms';

const verdictOf = (findings: readonly Finding[]): Verdict => {
  if (findings.some(({ severity }) => severity === 'block')) return 'REJECTED';
  return findings.some(({ severity }) => severity === 'warn') ? 'WARNED' : 'ACCEPTED';
};

/** Builds the rules of the validator once (some 100 ms); keep the function for all events. */
export const createPreflight = (options: PreflightOptions): Preflight => {
  const { environment, register, documentationUrl = 'docs/rules.md', now = Date.now } = options;
  const engine = createRuleEngine();
  const contextOf = (event: ProducerEvent): ValidationContext =>
    register === undefined
      ? { environment, now: now(), origin: { type: 'FILE' }, ...nobody }
      : contextOfFile(register, event, { environment, now: now() });
  return (event) => {
    const judged = engine.validateEvent(event, contextOf(event));
    const findings = register === undefined ? judged.findings.filter((one) => !asksRegister(one)) : judged.findings;
    return {
      verdict: verdictOf(findings),
      findings: findings.map((finding) => toOutcomeFinding(finding, documentationUrl)),
      deleteAt: judged.retention.deleteAt,
    };
  };
};

/** Judges one event as the validator would. Builds the rules each time: whoever has many events keeps a `createPreflight`. */
export const preflight = (event: ProducerEvent, options: PreflightOptions): PreflightResult =>
  createPreflight(options)(event);
