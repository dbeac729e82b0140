import { isUuid } from '@varselvakt/domain';
import { CommandError, exitCodes } from '../command-error.ts';

/** What is to be erased. */
export type EraseSelection =
  | { readonly scope: 'AGGREGATES'; readonly aggregateIds: readonly string[] }
  | { readonly scope: 'GROUP'; readonly label: string; readonly groupId: string }
  | { readonly scope: 'PRODUCER'; readonly producerId: string }
  | { readonly scope: 'SUBJECT' };

export type SelectionOptions = {
  readonly aggregate?: readonly string[];
  readonly group?: string;
  readonly label?: string;
  readonly producer?: string;
  readonly subject?: true;
};

/** Reads what is to be erased: exactly one of the ways to say it. Throws CommandError. */
export function readSelection({ aggregate, group, label, producer, subject }: SelectionOptions): EraseSelection {
  const given = [aggregate, group, producer, subject].filter((one) => one !== undefined);
  if (given.length !== 1)
    throw new CommandError('Say exactly one of --aggregate, --group, --producer and --subject.', exitCodes.usage);
  if ((group !== undefined) !== (label !== undefined))
    throw new CommandError('--group and --label belong together: a group id counts within its label.', exitCodes.usage);
  if (producer !== undefined) return { scope: 'PRODUCER', producerId: producer };
  if (group !== undefined && label !== undefined) return { scope: 'GROUP', label, groupId: group };
  if (aggregate === undefined) return { scope: 'SUBJECT' };
  if (!aggregate.every(isUuid)) throw new CommandError('An aggregate’s id is a UUID.', exitCodes.usage);
  return { scope: 'AGGREGATES', aggregateIds: [...new Set(aggregate.map((id) => id.toLowerCase()))] };
}
