import type { EventVolume, ProducerDeletions, UpcomingDay } from '@varselvakt/store';
import { toProducerKey } from './closed-keys.ts';
import type { StoreFigures } from './store-figures.ts';

/** What the database says of one producer, or of all that the register does not know. */
export type OwnFigures = {
  readonly volume: readonly EventVolume[];
  readonly deletions: readonly ProducerDeletions[];
  readonly upcoming: readonly UpcomingDay[];
};

const nothing: OwnFigures = { volume: [], deletions: [], upcoming: [] };

/** Sorts the figures by whom they count for; `fromDay` such as 2026-01-31 is the first day of stored events that counts. */
export function groupFigures(
  { volume, deletions, upcoming }: StoreFigures,
  known: ReadonlySet<string>,
  fromDay: string,
): (producerId: string) => OwnFigures {
  const keyOf = ({ producerId }: { readonly producerId: string }) => toProducerKey(producerId, known);
  const volumes = Map.groupBy(
    volume.filter(({ day }) => day >= fromDay),
    keyOf,
  );
  const deletionsOf = Map.groupBy(deletions, keyOf);
  const upcomingOf = Map.groupBy(upcoming, keyOf);
  return (producerId) => ({
    volume: volumes.get(producerId) ?? nothing.volume,
    deletions: deletionsOf.get(producerId) ?? nothing.deletions,
    upcoming: upcomingOf.get(producerId) ?? nothing.upcoming,
  });
}
