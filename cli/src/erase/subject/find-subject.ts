import { createEventDecoder, createRegistryClient } from '@varselvakt/codec';
import { logSubjects, pipelineTopics } from '@varselvakt/pipeline';
import { createConfigSchema, registrySettings, topicSettings, toRegistryConnection } from '@varselvakt/runtime';
import { countEvents, type StoreClient, type StoredContent, scanContents } from '@varselvakt/store';
import type { ProgressBar } from '../../operator/show-progress.ts';
import { readConfig } from '../../read-config.ts';
import type { Addressed, SubjectMatcher, SubjectRole } from './subject-matcher.ts';

/** The fields that name persons, by record; of all others no values are made. */
const addressedFields = {
  AcceptedEvent: ['event'],
  ProducerEvent: ['body'],
  CaseOpened: ['recipients'],
  MessageCreated: ['recipients', 'externalMessages'],
  TaskCreated: ['recipients', 'externalMessages'],
  AppointmentCreated: ['recipients', 'externalMessages'],
  AppointmentChanged: ['externalMessages'],
  NearestLeader: ['leaderIdentityNumber', 'employeeIdentityNumber'],
  Sms: ['phoneNumber'],
  Email: ['address'],
} as const;

const configSchema = createConfigSchema({ ...registrySettings, ...topicSettings });

export type SubjectSearch = {
  /** Cases and notifications that name the person, and as what. */
  readonly found: ReadonlyMap<string, ReadonlySet<SubjectRole>>;
  readonly searchedCount: number;
  /** Records that cannot be read, so that nobody knows whom they name. */
  readonly unreadableCount: number;
};

/**
 * Looks through everything that is stored for a person. What comes meanwhile, and what is on the log and not stored yet, may be missed. Throws
 * CommandError, StoreError, RegistryUnavailable.
 */
export async function findSubject(
  client: StoreClient,
  matcher: SubjectMatcher,
  bar: ProgressBar,
): Promise<SubjectSearch> {
  const totalCount = await countEvents(client);
  const decode = createDecoder();
  const found = new Map<string, Set<SubjectRole>>();
  let searchedCount = 0;
  let unreadableCount = 0;
  await scanContents(client, async (contents) => {
    for (const { aggregateId, addressed } of await decode(contents)) {
      if (addressed === null) unreadableCount += 1;
      else for (const role of matcher.match(addressed)) rolesOf(found, aggregateId).add(role);
    }
    searchedCount += contents.length;
    bar.update(searchedCount, totalCount);
  });
  bar.end();
  return { found, searchedCount, unreadableCount };
}

function rolesOf(found: Map<string, Set<SubjectRole>>, aggregateId: string): Set<SubjectRole> {
  const roles = found.get(aggregateId) ?? new Set();
  found.set(aggregateId, roles);
  return roles;
}

type Read = { readonly aggregateId: string; readonly addressed: Addressed | null };

function createDecoder(): (contents: readonly StoredContent[]) => Promise<readonly Read[]> {
  const config = readConfig(configSchema);
  const [acceptedEvent] = logSubjects(pipelineTopics(config.TOPIC_PREFIX).events);
  const decoder = createEventDecoder({
    registry: createRegistryClient(toRegistryConnection(config)),
    readers: [{ ...acceptedEvent, only: addressedFields }],
    now: Date.now,
  });
  return async (contents) => {
    await decoder.prepare(contents.map(({ payload }) => ({ value: payload })));
    return contents.map(({ aggregateId, payload }) => {
      const decoded = decoder.decode(payload);
      return { aggregateId, addressed: decoded.ok ? (decoded.value.event.body as Addressed) : null };
    });
  };
}
