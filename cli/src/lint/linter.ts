import type { FileRecord } from '@varselvakt/codec';
import type { Register } from '@varselvakt/register';
import { createJudge } from './create-judge.ts';
import { judgeDocument, judgeRecords } from './judge-document.ts';
import { createInputJudge, type InputPlace, unreadable } from './judge-input.ts';
import { judgeLines, type LineBatch } from './judge-lines.ts';
import { countJudgement, createCounts, type Judgement, type LintCounts } from './judgement.ts';
import type { InputFaultCode } from './input-fault.ts';
import type { LintSettings } from './lint-settings.ts';
import { createReport } from './render/create-report.ts';

/** What a part of the input came to: output for the reader, and what it counts. */
export type LintResult = { readonly output: string; readonly counts: LintCounts };

/** Judges parts of inputs and renders what is found, in the order of the parts. */
export type Linter = {
  readonly head: string;
  readonly separator: string;
  readonly foot: (counts: LintCounts) => string;
  readonly lintLines: (batch: LineBatch) => LintResult;
  readonly lintDocument: (bytes: Buffer, file: string) => LintResult;
  readonly lintRecords: (records: Iterable<FileRecord>, file: string) => LintResult;
  /** What could not be judged at all. */
  readonly lintFault: (place: InputPlace, code: InputFaultCode) => LintResult;
};

/** Only when there may be events: texts need no schema. */
const loadEventReader = async () => {
  const { createEventJsonReader } = await import('@varselvakt/codec');
  return createEventJsonReader();
};

/** Builds rules and report once. `withEvents` says whether anything but texts may come. */
export const createLinter = async (
  settings: LintSettings,
  register: Register | null,
  withEvents: boolean,
): Promise<Linter> => {
  const judge = await createJudge(settings, register);
  const inputJudge = createInputJudge(judge, withEvents ? await loadEventReader() : null);
  const report = createReport(settings, judge.coveredSpans);

  const collect = (judgeAll: (tell: (judgement: Judgement) => void) => void): LintResult => {
    const counts = createCounts();
    let output = '';
    judgeAll((judgement) => {
      countJudgement(counts, judgement);
      output += report.render(judgement);
    });
    return { output, counts };
  };

  return {
    head: report.head,
    separator: report.separator,
    foot: report.foot,
    lintLines: (batch) => collect((tell) => judgeLines(batch, inputJudge, tell)),
    lintDocument: (bytes, file) => collect((tell) => judgeDocument(bytes, file, inputJudge, tell)),
    lintRecords: (records, file) => collect((tell) => judgeRecords(records, file, inputJudge, tell)),
    lintFault: (place, code) => collect((tell) => tell(unreadable(place, code))),
  };
};
