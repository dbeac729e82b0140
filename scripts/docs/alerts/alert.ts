/** One thing that an operator is told of, and all that the runbook says about it. */
export interface Alert {
  /** After `Varselvakt`; also the heading of its section in the runbook. */
  readonly name: string;
  /** PromQL. */
  readonly expression: string;
  /** How long it must hold, as Prometheus writes it. */
  readonly holdsFor: string;
  /** `page`: somebody must look now; `ticket`: on the next working day. */
  readonly severity: 'page' | 'ticket';
  /** What is seen, with the labels of the series in `{{ }}`. */
  readonly summary: string;
  /** What it means for people when nobody does anything. */
  readonly consequence: string;
  /** The first thing to do. */
  readonly action: string;
  /** What to look at and to do, in order. */
  readonly steps: readonly string[];
}
