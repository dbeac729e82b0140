import {
  askedSeverityIn,
  type Environment,
  isAtLeast,
  parseRuleCode,
  ruleTable,
  type Severity,
} from '@varselvakt/rules';
import type { z } from 'zod';
import { lengthOfPeriod } from './period-length.ts';
import type { DataPath, RegisterDocument } from './register-document.ts';
import type { RegisterFault } from './register-fault.ts';
import { type LabelData, type RegisterFileData, registerSchema } from './register-schema.ts';

/** A register file that has the right form, with the document it came from. */
export interface CheckedFile {
  readonly document: RegisterDocument;
  readonly data: RegisterFileData;
}

/** What is wrong inside one value, and where below it. */
interface InnerFault {
  readonly path: DataPath;
  readonly message: string;
}

const stepsOf = (path: readonly PropertyKey[]): DataPath =>
  path.map((step) => (typeof step === 'number' ? step : String(step)));

const faultsOfIssue = (issue: z.core.$ZodIssue, document: RegisterDocument): readonly RegisterFault[] => {
  const path = stepsOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => document.faultAt([...path, key], 'is not a known field'));
  }
  return [document.faultAt(path, issue.message)];
};

const checkRetention = ({ retention }: LabelData): readonly InnerFault[] => {
  const { min, default: usual, max } = retention;
  const [minimum, standard, maximum] = [min, usual, max].map(lengthOfPeriod);
  const faults: InnerFault[] = [];
  const isLonger = (one: number | undefined, other: number | undefined): boolean =>
    one !== undefined && other !== undefined && one > other;
  if (isLonger(minimum, maximum)) faults.push({ path: ['retention', 'min'], message: 'is longer than max' });
  if (isLonger(standard, maximum)) faults.push({ path: ['retention', 'default'], message: 'is longer than max' });
  if (isLonger(minimum, standard)) faults.push({ path: ['retention', 'default'], message: 'is shorter than min' });
  return faults;
};

const fieldClasses = ['in-app', 'link', 'id', 'external'] as const;

const isBelowFloor = (text: string, severity: Severity, environment: Environment): boolean => {
  const code = parseRuleCode(text);
  if (code === undefined) return false;
  const { floor, milder } = ruleTable[code];
  const floors = [floor, milder?.floor ?? floor].flatMap((table) =>
    fieldClasses.map((fieldClass) => askedSeverityIn(table, environment, fieldClass)),
  );
  return floors.every((lowest) => lowest === null || !isAtLeast(severity, lowest));
};

const checkSeverities = ({ severities }: LabelData): readonly InnerFault[] =>
  (['dev', 'prod'] as const).flatMap((environment) =>
    Object.entries(severities[environment])
      .filter(([code, severity]) => isBelowFloor(code, severity, environment))
      .map(([code]) => ({ path: ['severities', environment, code], message: 'is milder than the rule allows' })),
  );

const checkLabels = ({ document, data }: CheckedFile): readonly RegisterFault[] =>
  data.producers.flatMap((producer, producerIndex) =>
    producer.labels.flatMap((label, labelIndex) =>
      [...checkRetention(label), ...checkSeverities(label)].map(({ path, message }) =>
        document.faultAt(['producers', producerIndex, 'labels', labelIndex, ...path], message),
      ),
    ),
  );

/** Checks one file by itself: form, periods in order, overrides above their floors. */
export const checkRegisterFile = (
  document: RegisterDocument,
): { readonly checked: CheckedFile | null; readonly faults: readonly RegisterFault[] } => {
  if (document.faults.length > 0) return { checked: null, faults: document.faults };
  const result = registerSchema.safeParse(document.data ?? {});
  if (!result.success) {
    return { checked: null, faults: result.error.issues.flatMap((issue) => faultsOfIssue(issue, document)) };
  }
  const checked = { document, data: result.data };
  return { checked, faults: checkLabels(checked) };
};
