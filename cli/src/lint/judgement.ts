import type { FieldForm, Finding, Verdict } from '@varselvakt/rules';
import type { InputFault } from './input-fault.ts';

/** A stretch of a source file: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export type SourceRange = {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

/** A field as it was judged. */
export type JudgedText = { readonly value: string; readonly form: FieldForm };

/** Where findings stand; asked only about what was found, so that clean inputs pay nothing for it. */
export type JudgedSource = {
  readonly rangeOf: (finding: Finding) => SourceRange;
  /** The text that a finding is about; undefined where there is none to show. */
  readonly textOf: (path: string | null) => JudgedText | undefined;
};

/** What became of one input: an event, a text, or something that is neither. */
export type Judgement = {
  /** The event's id, or what the input calls the text. */
  readonly id: string | number | null;
  readonly file: string;
  /** Line at which the input begins, from 1. */
  readonly line: number;
  /** Number of the record in an Avro file, from 1; null where there are lines. */
  readonly record: number | null;
} & (
  | { readonly verdict: Verdict; readonly findings: readonly Finding[]; readonly source: JudgedSource }
  | { readonly verdict: 'UNREADABLE'; readonly fault: InputFault }
);

/** What a finished lint has seen. */
export type LintCounts = {
  inputs: number;
  blocked: number;
  warned: number;
  unreadable: number;
  /** Findings that warn, over all inputs. */
  warnings: number;
};

/** Counters at the beginning. */
export const createCounts = (): LintCounts => ({ inputs: 0, blocked: 0, warned: 0, unreadable: 0, warnings: 0 });

/** Adds what another part has seen. */
export const addCounts = (counts: LintCounts, more: LintCounts): void => {
  counts.inputs += more.inputs;
  counts.blocked += more.blocked;
  counts.warned += more.warned;
  counts.unreadable += more.unreadable;
  counts.warnings += more.warnings;
};

/** Counts one judgement. */
export const countJudgement = (counts: LintCounts, judgement: Judgement): void => {
  counts.inputs += 1;
  if (judgement.verdict === 'ACCEPTED') return;
  if (judgement.verdict === 'UNREADABLE') {
    counts.unreadable += 1;
    return;
  }
  if (judgement.verdict === 'REJECTED') counts.blocked += 1;
  else counts.warned += 1;
  for (const { severity } of judgement.findings) if (severity === 'warn') counts.warnings += 1;
};
