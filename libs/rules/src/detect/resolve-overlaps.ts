import { type Detection, type DetectionKind, detectionKinds } from './detection.ts';

const rankOf = (kind: DetectionKind): number => detectionKinds.indexOf(kind);

const byStrength = (one: Detection, other: Detection): number =>
  rankOf(one.kind) - rankOf(other.kind) || other.end - other.start - (one.end - one.start) || one.start - other.start;

const withAlso = (winner: Detection, loser: Detection): Detection =>
  loser.kind === winner.kind || winner.also.includes(loser.kind)
    ? winner
    : { ...winner, also: [...winner.also, loser.kind] };

/** What of [start, end) is left of and right of a stronger find. */
const remaindersOf = (loser: Detection, winner: Detection): readonly Detection[] => {
  const parts: Detection[] = [];
  if (loser.start < winner.start) parts.push({ ...loser, end: winner.start });
  if (loser.end > winner.end) parts.push({ ...loser, start: winner.end });
  return parts;
};

const hasSubstance = /[\p{L}\p{N}]/u;

/**
 * Makes what was found free of overlaps, in order of place. Where two overlap, the stronger kind keeps the whole of its span and notes
 * the weaker in `also`; what of the weaker sticks out stays, shortened, so that a mask of all spans hides all that was found.
 */
export const resolveOverlaps = (value: string, found: readonly Detection[]): readonly Detection[] => {
  if (found.length < 2) return found;
  const kept: Detection[] = [];
  const queue = [...found].sort(byStrength);
  for (let index = 0; index < queue.length; index += 1) {
    const next = queue[index];
    if (next === undefined) break;
    const at = kept.findIndex((winner) => winner.start < next.end && next.start < winner.end);
    const winner = kept[at];
    if (winner === undefined) {
      kept.push(next);
      continue;
    }
    kept[at] = withAlso(winner, next);
    for (const part of remaindersOf(next, winner)) {
      if (hasSubstance.test(value.slice(part.start, part.end))) queue.push(part);
    }
  }
  return kept.sort((one, other) => one.start - other.start);
};
