import { readFile } from 'node:fs/promises';
import {
  type FieldClass,
  isAtLeast,
  parseRuleCode,
  type RuleCode,
  ruleTable,
  type Severity,
  type SeverityOverrides,
  severityIn,
} from '@varselvakt/rules';
import { CommandError, exitCodes } from '../command-error.ts';

const severities = ['block', 'warn', 'observe'] as const satisfies readonly Severity[];
const fieldClasses = ['in-app', 'link', 'id', 'external'] as const satisfies readonly FieldClass[];
const environments = ['dev', 'prod'] as const;

const parseYaml = async (file: string, text: string): Promise<unknown> => {
  const { parse } = await import('yaml'); // only here: JSON is YAML too
  try {
    return parse(text) as unknown;
  } catch {
    throw new CommandError(`${file} is neither YAML nor JSON.`, exitCodes.usage);
  }
};

const isSeverity = (value: unknown): value is Severity => severities.some((severity) => severity === value);

const parseEntry = (file: string, word: string, value: unknown, index: number): readonly [RuleCode, Severity] => {
  const code = parseRuleCode(word);
  if (code === undefined)
    throw new CommandError(
      `${file}: entry ${index + 1} is not the code of a rule. All codes: varselvakt rules`,
      exitCodes.usage,
    );
  if (!isSeverity(value)) throw new CommandError(`${file}: ${code} must be ${severities.join(', ')}.`, exitCodes.usage);
  return [code, value];
};

/** Reads a file of overrides, code to severity. Throws CommandError for a file, code or severity that is not one. */
export const readOverrides = async (file: string): Promise<SeverityOverrides> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new CommandError(`${file} cannot be read.`, exitCodes.usage);
  const data = await parseYaml(file, text);
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new CommandError(`${file} must hold codes with severities, such as TEXT_TOO_LONG: warn.`, exitCodes.usage);
  return Object.fromEntries(Object.entries(data).map(([word, value], index) => parseEntry(file, word, value, index)));
};

const isBelowFloor = (code: RuleCode, severity: Severity): boolean =>
  environments.some((environment) =>
    fieldClasses.some((fieldClass) => {
      const floor = severityIn(ruleTable[code].floor, environment, fieldClass);
      return floor !== null && !isAtLeast(severity, floor);
    }),
  );

/** What to say of overrides that are milder than a rule's floor somewhere: there they do nothing. */
export const describeIgnored = (overrides: SeverityOverrides): readonly string[] =>
  Object.entries(overrides).flatMap(([word, severity]) => {
    const code = parseRuleCode(word);
    if (code === undefined || severity === undefined || !isBelowFloor(code, severity)) return [];
    return [`${code}: ${severity} is below the rule's floor and has no effect there; see varselvakt explain ${code}.`];
  });
