import { createHash } from 'node:crypto';
import {
  createLinkHosts,
  type RegisteredLabel,
  type RegisteredProducer,
  type SeverityOverrides,
} from '@varselvakt/rules';
import { type CheckedFile, checkRegisterFile } from './check-register-file.ts';
import { findSharedNames } from './find-shared-names.ts';
import type { Register } from './register.ts';
import { parseRegisterDocument } from './register-document.ts';
import { type RegisterFault, sortRegisterFaults } from './register-fault.ts';
import type { LabelData, ProducerData, RegisterFileData } from './register-schema.ts';

/** A register file as text. */
export interface RegisterFile {
  readonly name: string;
  readonly text: string;
}

/** A register, or every fault that keeps it from being one. */
export type RegisterResult =
  | { readonly outcome: 'LOADED'; readonly register: Register }
  | { readonly outcome: 'FAULTY'; readonly faults: readonly RegisterFault[] };

const toProducer = (data: ProducerData): RegisteredProducer => ({
  id: data.id,
  team: data.team,
  contacts: { chat: data.contacts.chat ?? null, email: data.contacts.email ?? null },
  environments: data.environments,
  topics: data.topics,
  identityPolicy: data.identityPolicy,
  feedback: data.feedback,
  terms: data.terms
    ? { version: data.terms.version, acceptedBy: data.terms.acceptedBy, acceptedAt: Date.parse(data.terms.at) }
    : null,
});

const toLabel = (data: LabelData, owner: ProducerData, platformHosts: readonly string[]): RegisteredLabel => ({
  name: data.name,
  ownerId: owner.id,
  environments: data.environments ?? owner.environments,
  retention: {
    default: data.retention.default ?? null,
    min: data.retention.min ?? null,
    max: data.retention.max ?? null,
    clamp: data.retention.clamp,
  },
  linkHosts: createLinkHosts([...platformHosts, ...owner.allowedLinkHosts, ...data.allowedLinkHosts]),
  channels: data.channels ?? null,
  recipients: data.recipients
    ? { resources: data.recipients.resources ?? null, nearestLeader: data.recipients.nearestLeader }
    : null,
  protectedAddress: data.protectedAddress,
  // The schema has let only codes of the rule table through.
  severities: data.severities as Readonly<Record<'dev' | 'prod', SeverityOverrides>>,
});

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

/** Reads register files as one register; every fault of every file at once. Never throws on content. */
export const parseRegister = (files: readonly RegisterFile[]): RegisterResult => {
  const results = files.map(({ name, text }) => checkRegisterFile(parseRegisterDocument(name, text)));
  const checked = results.map((result) => result.checked).filter((file) => file !== null);
  const faults = [...results.flatMap((result) => result.faults), ...findSharedNames(checked)];
  if (faults.length > 0) return { outcome: 'FAULTY', faults: sortRegisterFaults(faults) };
  if (checked.every(({ data }) => data.producers.length === 0))
    return { outcome: 'FAULTY', faults: [noProducers(files)] };
  return { outcome: 'LOADED', register: build(merge(checked)) };
};
