import type { OutgoingRecord, Sender } from '@varselvakt/kafka';
import { readFirstOffset } from '@varselvakt/pipeline';
import { memberActs, membersOf } from './fakes/deleter-acts.ts';
import type { FakeAct } from './fakes/fake-act.ts';

/** A pipeline with one fault of its own; the simulation must find it. */
export type SimMutant = {
  readonly name: string;
  /** Other SQL than ours. */
  readonly acts?: Readonly<Record<string, FakeAct>>;
  /** Changes how a process sends. */
  readonly changeSender?: (actor: string, sender: Sender) => Sender;
  readonly commitsBeforeSending?: true;
};

const isDeleter = (actor: string): boolean => actor.startsWith('deleter');
const isTombstone = ({ value }: OutgoingRecord): boolean => value === null;

/** Does not send some records, and says that it has. */
const without = (sender: Sender, isDropped: (record: OutgoingRecord) => boolean): Sender => ({
  ...sender,
  send: (records, options) =>
    sender.send(
      records.filter((record) => !isDropped(record)),
      options,
    ),
});

const isPutBack = ({ headers = {} }: OutgoingRecord): boolean => {
  const buffers = Object.entries(headers).map(([name, value]) => [name, Buffer.from(String(value))] as const);
  return readFirstOffset(Object.fromEntries(buffers)) !== null;
};

/** What each of them breaks, by the invariants that see it. */
export const simMutants: readonly SimMutant[] = [
  { name: 'the validator commits before it sends', commitsBeforeSending: true },
  {
    name: 'the validator takes no answer for an acknowledgement',
    changeSender: (actor, sender) =>
      actor.startsWith('validator')
        ? { ...sender, send: (records, options) => sender.send(records, options).catch(() => []) }
        : sender,
  },
  {
    name: 'the persister does not look for events that it knows',
    acts: { 'read-known-events': () => [] },
  },
  {
    name: 'the persister does not ask the ledger',
    acts: { 'read-erased-aggregates': () => [] },
  },
  {
    name: 'the position is not moved with the rows',
    acts: { 'move-log-positions': ({ params }) => (params[0] as Buffer).readInt32BE(12) },
  },
  {
    name: 'what is stored is not put back behind its repeats',
    changeSender: (actor, sender) => (actor.startsWith('persister') ? without(sender, isPutBack) : sender),
  },
  {
    name: 'the outbox loses what it could not send',
    changeSender: (actor, sender) =>
      actor.startsWith('relay')
        ? { ...sender, send: (records, options) => sender.send(records, options).catch(() => []) }
        : sender,
  },
  {
    name: 'rows go though their tombstones were not acknowledged',
    changeSender: (actor, sender) =>
      isDeleter(actor)
        ? { ...sender, send: (records, options) => sender.send(records, options).catch(() => []) }
        : sender,
  },
  {
    name: 'the last tombstone of a batch is left out',
    changeSender: (actor, sender) =>
      isDeleter(actor) ? without(sender, (record) => isTombstone(record) && record.partition === 1) : sender,
  },
  {
    name: 'tombstones go to another partition',
    changeSender: (actor, sender) =>
      isDeleter(actor)
        ? {
            ...sender,
            send: (records, options) =>
              sender.send(
                records.map((record) =>
                  isTombstone(record) ? { ...record, partition: 1 - record.partition } : record,
                ),
                options,
              ),
          }
        : sender,
  },
  {
    name: 'a deletion is not announced',
    changeSender: (actor, sender) =>
      isDeleter(actor) ? without(sender, ({ key }) => key?.toString().startsWith('hard-deleted:') === true) : sender,
  },
  {
    name: 'a child is skipped in a cascade',
    // The mark of the group goes too: what it closes is hastened, and the next run would take the child.
    acts: { ...memberActs((call) => membersOf(call).slice(1)), 'mark-groups-erasing': () => 0 },
  },
  {
    name: 'what is planned is forgotten by a crash',
    acts: { 'read-oldest-deletion-plan': () => [] },
  },
];
