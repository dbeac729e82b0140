import type { Register } from '../register.ts';
import { compareLabels } from './compare-labels.ts';
import { compareProducers } from './compare-producers.ts';
import { compareNames, type RegisterChange } from './register-change.ts';

const keysOf = (map: ReadonlyMap<string, unknown>): readonly string[] => [...map.keys()];

/** Those of both maps that have the same name, compared. */
const compareShared = <Item>(
  before: ReadonlyMap<string, Item>,
  after: ReadonlyMap<string, Item>,
  compare: (one: Item, other: Item) => readonly RegisterChange[],
): readonly RegisterChange[] =>
  [...after].flatMap(([name, item]) => {
    const earlier = before.get(name);
    return earlier === undefined ? [] : compare(earlier, item);
  });

const compareTermsInForce = (before: Register, after: Register): readonly RegisterChange[] => {
  const [was, is] = [before.currentTerms, after.currentTerms];
  if (was?.version === is?.version && was?.graceEndsAt === is?.graceEndsAt) return [];
  if (is === null)
    return [{ producerId: null, effect: 'ACCEPTS', sentence: 'no version of the terms of use is in force any more' }];
  const grace = is.graceEndsAt === null ? 'at once' : `from ${new Date(is.graceEndsAt).toISOString()}`;
  const sentence = `version ${is.version} of the terms of use is in force; who has accepted another is refused in prod ${grace}`;
  return [{ producerId: null, effect: 'REFUSES', sentence }];
};

/** What a change of the register does, in words: who gains what, which events would be refused or accepted, which are kept for another time. */
export const compareRegisters = (before: Register, after: Register): readonly RegisterChange[] => {
  const ownerOf = (register: Register, label: string) => register.labels.get(label)?.ownerId ?? null;
  return [
    ...compareTermsInForce(before, after),
    ...compareNames(keysOf(before.producers), keysOf(after.producers), {
      gained: (id) => ({ producerId: id, effect: 'ACCEPTS', sentence: 'is a new producer' }),
      lost: (id) => ({
        producerId: id,
        effect: 'REFUSES',
        sentence: 'is no longer a producer: its events are refused; what is stored of it stays until its deletion',
      }),
    }),
    ...compareShared(before.producers, after.producers, compareProducers),
    ...compareNames(keysOf(before.labels), keysOf(after.labels), {
      gained: (name) => ({
        producerId: ownerOf(after, name),
        effect: 'ACCEPTS',
        sentence: `gains the label "${name}"`,
      }),
      lost: (name) => ({
        producerId: ownerOf(before, name),
        effect: 'REFUSES',
        sentence: `loses the label "${name}": events under it are refused`,
      }),
    }),
    ...compareShared(before.labels, after.labels, compareLabels),
  ];
};
