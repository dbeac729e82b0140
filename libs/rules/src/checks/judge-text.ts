import type { Detection, DetectionKind } from '../detect/detection.ts';
import type { Detector } from '../detect/detector.ts';
import { foldText } from '../detect/fold/fold-text.ts';
import type { FoldedText } from '../detect/folded-text.ts';
import { isDigitCode, isLatinCode } from '../detect/numbers/character-kind.ts';
import type { FieldForm } from '../field-table.ts';
import type { FindingCollector, SeverityScope } from '../finding.ts';
import { findUnsafeHtml } from '../message/unsafe-html.ts';
import type { FieldClass } from '../rule.ts';
import type { RuleCode } from '../rule-table.ts';
import { findInvalidCharacter } from '../text-shape.ts';

/** Where a text stands and how it is read. */
export interface TextField {
  /** Told in every finding; null where the text stands by itself. */
  readonly path: string | null;
  readonly fieldClass: FieldClass;
  readonly form: FieldForm;
  /** True for the parts of a location, where an address and the name of a street are what is asked for. False when absent. */
  readonly isPlace?: boolean;
}

/** Where no address may be named at all: under a label with `protectedAddress: strict`, or to a protected person. */
export type AddressPolicy = 'STANDARD' | 'STRICT' | 'PROTECTED_PERSON';

/** What the judgement of a text depends on besides its field. */
export interface TextScope extends SeverityScope {
  /** STANDARD when absent. */
  readonly addressPolicy?: AddressPolicy;
  /** How many findings of one code a field is told at most; all when absent. */
  readonly maxPerCode?: number;
}

/** Folds the texts of one event; of HTML, which is asked for more than once, each body once. */
export type Fold = (value: string, form: FieldForm) => FoldedText;

/** A fold that remembers the HTML of one event. */
export const createFold = (): Fold => {
  const bodies = new Map<string, FoldedText>();
  return (value, form) => {
    if (form !== 'HTML') return foldText(value, form);
    const known = bodies.get(value);
    if (known !== undefined) return known;
    const folded = foldText(value, form);
    bodies.set(value, folded);
    return folded;
  };
};

/** What the texts of one event are judged with. */
export interface TextJudgement {
  readonly detector: Detector;
  readonly fold: Fold;
  readonly scope: TextScope;
  readonly collector: FindingCollector;
}

type PlainKind = Exclude<DetectionKind, 'ADDRESS' | 'SENSITIVE_TERM'>;

const codeOfKind: Readonly<Record<PlainKind, RuleCode>> = {
  IBAN: 'TEXT_ACCOUNT_NUMBER',
  IDENTITY_NUMBER: 'TEXT_IDENTITY_NUMBER',
  IDENTITY_NUMBER_LIKELY: 'TEXT_IDENTITY_NUMBER_LIKELY',
  ACCOUNT_NUMBER: 'TEXT_ACCOUNT_NUMBER',
  PHONE: 'TEXT_PHONE',
  BIRTH_DATE: 'TEXT_BIRTH_DATE',
  LINK: 'EXTERNAL_LINK',
  EMAIL_ADDRESS: 'TEXT_EMAIL_ADDRESS',
  PERSON_NAME: 'TEXT_PERSON_NAME',
};

const codeOf = ({ kind, category }: Detection, policy: AddressPolicy): RuleCode => {
  if (kind === 'ADDRESS') return policy === 'PROTECTED_PERSON' ? 'TEXT_PROTECTED_ADDRESS' : 'TEXT_ADDRESS';
  return kind === 'SENSITIVE_TERM' ? `TEXT_SENSITIVE_${category ?? 'HEALTH'}` : codeOfKind[kind];
};

const isAsked = ({ kind }: Detection, { isPlace }: TextField): boolean =>
  isPlace !== true || (kind !== 'ADDRESS' && kind !== 'PERSON_NAME');

const reportDetections = (
  detections: readonly Detection[],
  field: TextField,
  { scope, collector }: TextJudgement,
): void => {
  const { addressPolicy: policy = 'STANDARD', maxPerCode = Number.POSITIVE_INFINITY } = scope;
  const counts = new Map<RuleCode, number>();
  for (const detection of detections) {
    if (!isAsked(detection, field)) continue;
    const code = codeOf(detection, policy);
    const count = counts.get(code) ?? 0;
    counts.set(code, count + 1);
    if (count >= maxPerCode) continue;
    const { start, end, kind, confidence } = detection;
    const milder = kind === 'ADDRESS' ? policy === 'STANDARD' : confidence === 'low';
    collector.report(code, { path: field.path, fieldClass: field.fieldClass, span: { start, end }, milder });
  }
};

/** Letters and marks of ASCII alone: no number, no escape, no other script. */
const onlyPlainLetters = /^[A-Za-z_.:/?=&#~-]*$/;
const shortestNumber = 11;
const percentSign = 37;
const ampersand = 38;

/** Signs that join the parts of ids and addresses: + - . / : @ _ */
const isJoiningCode = (code: number): boolean =>
  code === 43 || (code >= 45 && code <= 47) || code === 58 || code === 64 || code === 95;

/** False for parts in plain letters, and for few digits: no identity number, however it is written. */
const mayHoldNumber = (id: string): boolean => {
  let digits = 0;
  let letters = 0;
  let signs = 0;
  for (let index = 0; index < id.length; index += 1) {
    const code = id.charCodeAt(index);
    if (code < 32 || code > 126 || code === percentSign || code === ampersand) return true;
    if (isDigitCode(code)) digits += 1;
    else if (isLatinCode(code)) letters += 1;
    else if (!isJoiningCode(code)) signs += 1;
  }
  return letters > 0 ? digits + signs > 0 : digits >= shortestNumber;
};

/** Ids are asked for identity numbers only, links for e-mail addresses too, and most of them can hold none; protected addresses may stand anywhere. */
const mayHoldAny = (text: string, { fieldClass }: TextField, { addressPolicy }: TextScope): boolean => {
  if (fieldClass !== 'id' && fieldClass !== 'link') return true;
  if (text.length < shortestNumber) return false;
  if (fieldClass === 'id' && addressPolicy !== 'PROTECTED_PERSON') return mayHoldNumber(text);
  return !onlyPlainLetters.test(text);
};

/** Reports everything that a text by itself breaks: characters first, then HTML, then what it says, in order of place. */
export const judgeText = (text: string, field: TextField, judgement: TextJudgement): void => {
  const { path, fieldClass, form } = field;
  const { report } = judgement.collector;
  const invalid = findInvalidCharacter(text, form);
  if (invalid !== undefined) report('TEXT_INVALID_CHARACTERS', { path, fieldClass, span: invalid });
  if (form === 'IDENTITY_NUMBER') return;
  if (form === 'HTML') {
    for (const span of findUnsafeHtml(text, judgement.scope.maxPerCode))
      report('EXTERNAL_HTML_UNSAFE', { path, fieldClass, span });
  }
  if (!mayHoldAny(text, field, judgement.scope)) return;
  const detections = judgement.detector.detectIn(text, judgement.fold(text, form));
  if (detections.length > 0) reportDetections(detections, field, judgement);
};
