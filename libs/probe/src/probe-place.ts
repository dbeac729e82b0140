import { createEncoder, type RegistryClient } from '@varselvakt/codec';
import { type ProducerEvent, probeProducerId } from '@varselvakt/domain';
import type { ClusterAdmin } from '@varselvakt/kafka';
import { findSchemaId, findTopic, inboundSubject, type PipelineTopics, type TopicPlace } from '@varselvakt/pipeline';
import { decideProducerStanding, findProducer, type Register } from '@varselvakt/register';
import type { Environment } from '@varselvakt/rules';

/** The probe cannot be sent before the register has a good entry for it. A retry helps once somebody has written one. */
export class ProbeUnready extends Error {
  override readonly name = 'ProbeUnready';
  readonly code: 'PROBE_REGISTER_MISSING' | 'PROBE_UNREGISTERED' | 'PROBE_NOT_READY';
  readonly retriable = true;

  constructor(code: ProbeUnready['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Where a probe goes in and comes out. */
export type ProbePlace = {
  readonly label: string;
  readonly inbound: TopicPlace;
  readonly events: TopicPlace;
  readonly encode: (event: ProducerEvent) => Buffer;
};

export type PlaceParts = {
  readonly admin: Pick<ClusterAdmin, 'partitionCount'>;
  readonly registry: Pick<RegistryClient, 'findRegistration'>;
  readonly topics: Pick<PipelineTopics, 'inbound' | 'events'>;
  readonly register: Register | null;
  readonly environment: Environment;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/** Finds out by register, cluster and schema registry how a probe is to be sent. Throws ProbeUnready, NotPrepared, KafkaError or RegistryUnavailable. */
export async function findProbePlace(parts: PlaceParts): Promise<ProbePlace> {
  const { admin, registry, topics } = parts;
  const { label, topic } = chooseEntry(parts);
  const inbound = await findTopic(admin, topic);
  const schemaId = await findSchemaId(registry, inboundSubject(inbound.name));
  const events = await findTopic(admin, topics.events);
  return { label, inbound, events, encode: createEncoder('ProducerEvent', schemaId) };
}

/** The probe has no way of its own past the rules: it goes by its entry in the register as everybody does. */
function chooseEntry({ register, environment, now, topics }: PlaceParts): { label: string; topic: string } {
  if (register === null) throw new ProbeUnready('PROBE_REGISTER_MISSING', 'there is no register');
  const producer = findProducer(register, probeProducerId);
  const standing = decideProducerStanding(register, probeProducerId, { environment, now });
  if (producer === null || standing === null)
    throw new ProbeUnready('PROBE_UNREGISTERED', `the register has no producer ${probeProducerId}`);
  const label = standing.labels.find(({ isInUse }) => isInUse)?.name;
  if (!standing.isReady || label === undefined)
    throw new ProbeUnready('PROBE_NOT_READY', `what ${probeProducerId} sends would be refused: see "varselvakt terms"`);
  return { label, topic: producer.topics[0] ?? topics.inbound };
}
