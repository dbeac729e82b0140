/** A number as people read it; a dash where it is not known. */
export const formatCount = (count: number | null): string => (count === null ? '-' : count.toLocaleString('en-US'));

/** A share as percent with one decimal; a dash where it is not known, and never 0 or 100 where it is not exactly that. */
export function formatShare(share: number | null): string {
  if (share === null) return '-';
  if (share > 0 && share < 0.001) return '<0.1 %';
  if (share < 1 && share > 0.999) return '>99.9 %';
  return `${(share * 100).toFixed(1)} %`;
}

/** A time to the minute; a dash where there is none. */
export const formatTime = (at: number | null): string =>
  at === null ? '-' : `${new Date(at).toISOString().slice(0, 16)}Z`;
