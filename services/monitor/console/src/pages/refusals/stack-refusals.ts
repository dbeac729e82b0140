import type { RefusalBucket, RefusalsAnswer } from './refusals-answer.ts';

/** A rule as one colour of the chart. */
export type StackSeries = { readonly label: string; readonly counts: readonly number[] };

/** Refusals over time, as a chart stacks them: the most frequent rules apart, the rest together. */
export type Stack = { readonly startsAt: readonly number[]; readonly series: readonly StackSeries[] };

const hourMs = 3_600_000;
/** So many colours can be told apart. */
const maxSeries = 8;
export const restLabel = 'other rules';

/** Puts counts of hours or days in order, with 0 where nothing was counted. Pure. */
export function stackRefusals(
  answer: Pick<RefusalsAnswer, 'step' | 'fromAt' | 'untilAt' | 'rules' | 'buckets'>,
): Stack {
  const stepMs = answer.step === 'HOUR' ? hourMs : 24 * hourMs;
  const length = Math.max(0, Math.floor((answer.untilAt - answer.fromAt) / stepMs) + 1);
  const startsAt = Array.from({ length }, (_none, index) => answer.fromAt + index * stepMs);
  const codes = [...new Set(answer.rules.map(({ code }) => code))];
  const named = codes.length <= maxSeries ? codes : codes.slice(0, maxSeries - 1);
  const countsOf = (isWanted: (bucket: RefusalBucket) => boolean) =>
    startsAt.map((at) =>
      answer.buckets
        .filter((bucket) => bucket.startAt === at && isWanted(bucket))
        .reduce((sum, { count }) => sum + count, 0),
    );
  const series = named.map((label) => ({ label, counts: countsOf(({ code }) => code === label) }));
  if (named.length === codes.length) return { startsAt, series };
  return { startsAt, series: [...series, { label: restLabel, counts: countsOf(({ code }) => !named.includes(code)) }] };
}

/** All of an hour or day. */
export const totalAt = ({ series }: Stack, index: number): number =>
  series.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0);
