import { isUuid, type ProducerEvent } from '@varselvakt/domain';
import type { Register } from '@varselvakt/register';
import {
  createRuleEngine,
  type FieldClass,
  type Finding,
  isAtLeast,
  pathOf,
  ruleTable,
  type Span,
  severityIn,
  type TextField,
  type ValidationContext,
  type Verdict,
  walkFields,
} from '@varselvakt/rules';
import type { JudgedText } from './judgement.ts';
import type { LintSettings } from './lint-settings.ts';

/** Findings and what they mean together. */
export type Judged = { readonly verdict: Verdict; readonly findings: readonly Finding[] };

/** Judges texts and events under one set of settings. */
export type Judge = {
  readonly judgeText: (text: string, field: TextField) => Judged;
  readonly judgeEvent: (event: ProducerEvent) => Judged;
  /** Everything in a text that must not be shown, whatever its field is allowed to hold. */
  readonly coveredSpans: (text: JudgedText) => readonly Span[];
  /** The id that an input gives a text, unless it holds what must not be repeated. */
  readonly presentableId: (id: unknown) => string | number | null;
};

/** What findings mean together. */
const verdictOf = (findings: readonly Finding[]): Verdict => {
  if (findings.some(({ severity }) => severity === 'block')) return 'REJECTED';
  return findings.some(({ severity }) => severity === 'warn') ? 'WARNED' : 'ACCEPTED';
};

const accepted: Judged = { verdict: 'ACCEPTED', findings: [] };
const maxIdLength = 200;
const elevenDigits = /(?:\d\D?){11}/;

/** Codes that say whether the register knows producer and label: without a register there is nothing to ask. */
const asksRegister = ({ code }: Finding): boolean => ruleTable[code].area === 'terms';

/** Without a register nobody is known. */
const nobody = { producer: null, label: null, currentTerms: null, recipientIsProtected: false } as const;

type ContextOf = (event: ProducerEvent) => ValidationContext;

const withoutRegister =
  ({ environment, now }: LintSettings): ContextOf =>
  () => ({ environment, now, origin: { type: 'FILE' }, ...nobody });

const fieldClassesOf = (event: ProducerEvent): ReadonlyMap<string, FieldClass> => {
  const classes = new Map<string, FieldClass>();
  walkFields(event, (_value, { fieldClass }, parent, name) => void classes.set(pathOf(parent, name), fieldClass));
  return classes;
};

/** Overrides of the command line, on top of those of the register; never milder than a rule's floor. */
const override = (event: ProducerEvent, findings: readonly Finding[], settings: LintSettings): readonly Finding[] => {
  const { overrides, environment } = settings;
  if (!findings.some(({ code }) => overrides[code] !== undefined)) return findings;
  const classes = fieldClassesOf(event);
  return findings.map((finding) => {
    const severity = overrides[finding.code];
    if (severity === undefined) return finding;
    const fieldClass = finding.path === null ? null : (classes.get(finding.path) ?? null);
    const floor = severityIn(ruleTable[finding.code].floor, environment, fieldClass);
    return floor === null || isAtLeast(severity, floor) ? { ...finding, severity } : finding;
  });
};

const contextIn = async (register: Register, settings: LintSettings): Promise<ContextOf> => {
  const { contextOfFile } = await import('@varselvakt/register'); // only here: most lints have no register
  return (event) => contextOfFile(register, event, settings);
};

/** Builds the rules once. Makes no difference between a null register and none: its rules are then left out. */
export const createJudge = async (settings: LintSettings, register: Register | null): Promise<Judge> => {
  const engine = createRuleEngine();
  const contextOf = register === null ? withoutRegister(settings) : await contextIn(register, settings);
  const scope = { environment: settings.environment, overrides: settings.overrides };
  const hiddenScope = { environment: 'prod', overrides: null } as const;

  return {
    judgeText: (text, field) => {
      const findings = engine.judgeText(text, field, scope);
      return findings.length === 0 ? accepted : { verdict: verdictOf(findings), findings };
    },
    judgeEvent: (event) => {
      const told = engine.validateEvent(event, contextOf(event)).findings;
      const findings = register === null ? told.filter((finding) => !asksRegister(finding)) : told;
      const final = override(event, findings, settings);
      return { verdict: verdictOf(final), findings: final };
    },
    coveredSpans: ({ value, form }) =>
      engine
        .judgeText(value, { path: null, fieldClass: 'external', form }, hiddenScope)
        .flatMap(({ start, end }) => (start === null || end === null ? [] : [{ start, end }])),
    presentableId: (id) => {
      if (typeof id !== 'string' && typeof id !== 'number') return null;
      const text = String(id);
      if (text.length > maxIdLength) return null;
      if (text.length < 11 || !elevenDigits.test(text) || isUuid(text)) return id;
      const found = engine.judgeText(text, { path: null, fieldClass: 'id', form: 'ID' }, hiddenScope);
      return found.some(({ code }) => code === 'TEXT_IDENTITY_NUMBER') ? null : id;
    },
  };
};
