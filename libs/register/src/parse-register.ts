import { createHash } from 'node:crypto';
import { publishedTerms } from '@varselvakt/terms';
import { checkDates, type RegisterFacts } from './check-dates.ts';
import { type CheckedFile, checkRegisterFile } from './check-register-file.ts';
import { findNotices } from './find-notices.ts';
import { findSharedNames } from './find-shared-names.ts';
import type { Register } from './register.ts';
import { parseRegisterDocument } from './register-document.ts';
import { type RegisterFault, sortRegisterFaults } from './register-fault.ts';
import type { ProducerData, RegisterFileData } from './register-schema.ts';
import { toLabel, toProducer } from './registered-entries.ts';

/** A register file as text. */
export interface RegisterFile {
  readonly name: string;
  readonly text: string;
}

/** A register, or every fault that keeps it from being one. */
export type RegisterResult =
  | {
      readonly outcome: 'LOADED';
      readonly register: Register;
      /** What is still missing before prod: nothing that keeps the register from being used. */
      readonly notices: readonly RegisterFault[];
    }
  | { readonly outcome: 'FAULTY'; readonly faults: readonly RegisterFault[] };

const sortKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

const byId = (one: ProducerData, other: ProducerData): number => (one.id < other.id ? -1 : 1);

const merge = (files: readonly CheckedFile[]): RegisterFileData => ({
  terms: files.find(({ data }) => data.terms !== undefined)?.data.terms,
  allowedLinkHosts: [...new Set(files.flatMap(({ data }) => data.allowedLinkHosts))].toSorted(),
  protectedPersons: [...new Set(files.flatMap(({ data }) => data.protectedPersons))].toSorted(),
  producers: files.flatMap(({ data }) => data.producers).toSorted(byId),
});

const build = (data: RegisterFileData): Register => {
  const { producers, allowedLinkHosts, terms } = data;
  const labels = producers.flatMap((producer) =>
    producer.labels.map((label) => toLabel(label, producer, allowedLinkHosts)),
  );
  const graceEndsAt = terms?.graceEndsAt;
  return {
    producers: new Map(producers.map((producer) => [producer.id, toProducer(producer)])),
    labels: new Map(labels.map((label) => [label.name, label])),
    topicOwners: new Map(producers.flatMap(({ id, topics }) => topics.map((topic) => [topic, id] as const))),
    currentTerms:
      terms === undefined
        ? null
        : { version: terms.version, graceEndsAt: graceEndsAt ? Date.parse(graceEndsAt) : null },
    protectedPersons: new Set(data.protectedPersons),
    hash: createHash('sha256').update(JSON.stringify(data, sortKeys)).digest('hex'),
  };
};

/** Nobody means a register without anybody: it is a file emptied by mistake or caught while it is written. */
const noProducers = (files: readonly RegisterFile[]): RegisterFault => ({
  file: files[0]?.name ?? '',
  line: 1,
  column: 1,
  path: 'producers',
  message: 'There are no producers',
});

/** The clock of this machine and the terms of use that this version knows. */
const factsOfToday = (): RegisterFacts => ({ now: Date.now(), terms: publishedTerms });

/** Reads register files as one register; every fault of every file at once. Never throws on content. */
export const parseRegister = (
  files: readonly RegisterFile[],
  facts: RegisterFacts = factsOfToday(),
): RegisterResult => {
  const results = files.map(({ name, text }) => checkRegisterFile(parseRegisterDocument(name, text)));
  const checked = results.map((result) => result.checked).filter((file) => file !== null);
  const faults = [
    ...results.flatMap((result) => result.faults),
    ...findSharedNames(checked),
    ...checked.flatMap((file) => checkDates(file, facts)),
  ];
  if (faults.length > 0) return { outcome: 'FAULTY', faults: sortRegisterFaults(faults) };
  if (checked.every(({ data }) => data.producers.length === 0))
    return { outcome: 'FAULTY', faults: [noProducers(files)] };
  const register = build(merge(checked));
  return { outcome: 'LOADED', register, notices: sortRegisterFaults(findNotices(checked, register, facts.now)) };
};
