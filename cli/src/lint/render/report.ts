import type { Finding, Span } from '@varselvakt/rules';
import type { JudgedText, Judgement, LintCounts } from '../judgement.ts';

/** How judgements become output. */
export type Report = {
  readonly head: string;
  /** What one judgement adds; '' for nothing. */
  readonly render: (judgement: Judgement) => string;
  /** What stands between two renderings that are not empty, and is left out before the first; a rendering begins with it. */
  readonly separator: string;
  readonly foot: (counts: LintCounts) => string;
};

/** Everything in a text that must not be shown. */
export type CoveredSpans = (text: JudgedText) => readonly Span[];

const maxPlaced = 50;

/** The findings of one input that are shown with their places: nobody reads more, and a hostile text may have thousands. */
export const placedFindings = (findings: readonly Finding[]): readonly Finding[] => findings.slice(0, maxPlaced);
