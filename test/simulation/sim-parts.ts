import {
  createEncoder,
  createEventDecoder,
  type RegistryClient,
  readEventSchema,
  toSchemaText,
} from '@varselvakt/codec';
import { loadRegister, type Register } from '@varselvakt/register';
import { createRuleEngine, type RuleEngine } from '@varselvakt/rules';
import { createLogger, type Logger } from '@varselvakt/runtime';
import { sampleRegisterPath } from '@varselvakt/testkit';
import { createLogDecoder } from '../../services/persister/src/batch/log-decoder.ts';

/** What all runs share: it is the same for every seed, and dear to make. */
export type SimParts = {
  readonly register: Register;
  readonly rules: RuleEngine;
  /** One for all: making one takes longer than a run. */
  readonly decoders: ReturnType<typeof makeDecoders>;
  readonly encodeEvent: ReturnType<typeof createEncoder<'ProducerEvent'>>;
  readonly log: Logger;
};

export const prefix = 'notifications.';
export const topics = {
  inbound: [`${prefix}inbound`, `${prefix}inbound.oppfolging-demo`],
  events: { name: `${prefix}events`, partitionCount: 2 },
  feedback: { name: `${prefix}feedback`, partitionCount: 1 },
  deadLetter: { name: `${prefix}dead-letter`, partitionCount: 1 },
  inboundPartitionCount: 2,
} as const;

export const schemaIds = { ProducerEvent: 1, AcceptedEvent: 2, EventOutcome: 3, HardDeleted: 4 } as const;
export const subjects: Readonly<Record<keyof typeof schemaIds, readonly string[]>> = {
  ProducerEvent: topics.inbound.map((topic) => `${topic}-value`),
  AcceptedEvent: [`${topics.events.name}-no.varselvakt.AcceptedEvent`],
  EventOutcome: [`${topics.feedback.name}-value`],
  HardDeleted: [`${topics.events.name}-no.varselvakt.HardDeleted`],
};

const nameOf = (id: number): keyof typeof schemaIds | undefined =>
  (Object.keys(schemaIds) as (keyof typeof schemaIds)[]).find((name) => schemaIds[name] === id);

/** A registry that always answers. */
const registry: RegistryClient = {
  findSchema: async (id) => {
    const name = nameOf(id);
    if (name === undefined) return undefined;
    return { text: toSchemaText(readEventSchema(name)), schemaType: 'AVRO', hasReferences: false };
  },
  findSubjects: async (id) => {
    const name = nameOf(id);
    return name === undefined ? undefined : subjects[name];
  },
  findIdOfGuid: async () => undefined,
  findRegistration: async () => undefined,
  isCompatible: async () => true,
  setCompatibility: async () => undefined,
};

const firstSubject = (name: keyof typeof schemaIds): string => subjects[name][0] ?? '';

function makeDecoders() {
  const now = () => 0;
  const inbound = subjects.ProducerEvent.map((subject) => ({ schemaName: 'ProducerEvent' as const, subject }));
  const log = (['AcceptedEvent', 'HardDeleted'] as const).map((schemaName) => ({
    schemaName,
    subject: firstSubject(schemaName),
  }));
  const told = [{ schemaName: 'EventOutcome' as const, subject: firstSubject('EventOutcome') }];
  return {
    inbound: createEventDecoder({ registry, readers: inbound, now }),
    /** As the persister reads the log. */
    stored: createLogDecoder(registry, topics.events.name, now),
    log: createEventDecoder({ registry, readers: log, now }),
    outcomes: createEventDecoder({ registry, readers: told, now }),
  };
}

/** Loads what needs files, once. */
export async function loadSimParts(): Promise<SimParts> {
  const loaded = await loadRegister(sampleRegisterPath);
  if (loaded.outcome === 'FAULTY') throw new Error('the sample register has faults');
  const log = createLogger({ service: 'simulation', version: '0', level: 'fatal', format: 'json' });
  return {
    register: loaded.register,
    rules: createRuleEngine(),
    decoders: makeDecoders(),
    encodeEvent: createEncoder('ProducerEvent', schemaIds.ProducerEvent),
    log,
  };
}
