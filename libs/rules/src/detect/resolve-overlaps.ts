import { type Detection, type DetectionKind, detectionKinds } from './detection.ts';

const rankOf = (kind: DetectionKind): number => detectionKinds.indexOf(kind);

const byRankAndPlace = (one: Detection, other: Detection): number =>
  rankOf(one.kind) - rankOf(other.kind) || one.start - other.start || other.end - one.end;

const hasSubstance = /[\p{L}\p{N}]/u;

const noteAlso = (winner: Detection, loser: Detection): Detection =>
  loser.kind === winner.kind || winner.also.includes(loser.kind)
    ? winner
    : { ...winner, also: [...winner.also, loser.kind] };

/** Lays detections of one kind, in order of place, over those that are kept; both lists end up as one, without overlaps. */
const layUnder = (value: string, kept: readonly Detection[], weaker: readonly Detection[]): readonly Detection[] => {
  const merged: Detection[] = [];
  const rest = [...kept];
  let at = 0;
  const keepPart = (part: Detection): void => {
    if (part.start < part.end && hasSubstance.test(value.slice(part.start, part.end))) merged.push(part);
  };
  for (const loser of weaker) {
    let from = Math.max(loser.start, merged.at(-1)?.end ?? 0);
    for (let winner = rest[at]; winner !== undefined && winner.start < loser.end; winner = rest[at]) {
      if (winner.end > loser.start) {
        rest[at] = noteAlso(winner, loser);
        keepPart({ ...loser, start: from, end: Math.min(winner.start, loser.end) });
        from = Math.max(from, winner.end);
      }
      if (winner.end > loser.end) break;
      merged.push(rest[at] ?? winner);
      at += 1;
    }
    keepPart(from === loser.start ? loser : { ...loser, start: from });
  }
  return [...merged, ...rest.slice(at)];
};

/**
 * Makes what was found free of overlaps, in order of place. Where two overlap, the stronger kind keeps the whole of its span and notes
 * the weaker in `also`; what of the weaker sticks out stays, shortened, so that a mask of all spans hides all that was found.
 */
export const resolveOverlaps = (value: string, found: readonly Detection[]): readonly Detection[] => {
  if (found.length < 2) return found;
  const sorted = [...found].sort(byRankAndPlace);
  let kept: readonly Detection[] = [];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && sorted[to]?.kind === sorted[from]?.kind) to += 1;
    kept = layUnder(value, kept, sorted.slice(from, to));
  }
  return kept;
};
