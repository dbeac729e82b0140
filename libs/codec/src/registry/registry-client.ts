import { setTimeout } from 'node:timers/promises';
import {
  type RegistryAnswer,
  type RegistryRequest,
  type RegistrySettings,
  RegistryUnavailable,
  requestRegistry,
} from './registry-request.ts';

/** A schema as the registry holds it. */
export type RegisteredSchema = {
  readonly text: string;
  readonly schemaType: string;
  /** True when the text refers to other subjects and so is not whole. */
  readonly hasReferences: boolean;
};

/** What we ask a registry. Every call throws RegistryUnavailable (worth a retry) when there was no usable answer. */
export type RegistryClient = {
  /** The schema of an id, or undefined when the registry says that it has none. */
  findSchema(id: number): Promise<RegisteredSchema | undefined>;
  /** The subjects that an id is registered under, or undefined when the registry does not know the id. */
  findSubjects(id: number): Promise<readonly string[] | undefined>;
  /** The id behind a GUID, or undefined when the registry has none or does not know GUIDs at all. */
  findIdOfGuid(guid: string): Promise<number | undefined>;
  /** The id of a schema text under a subject, or undefined when exactly this text is not registered there. */
  findRegistration(subject: string, text: string): Promise<number | undefined>;
  /** Whether the text could be registered after the latest one of the subject. True for a subject that does not exist yet. */
  isCompatible(subject: string, text: string): Promise<boolean>;
  /** Sets the compatibility level of one subject; needs no subject to exist. */
  setCompatibility(subject: string, level: string): Promise<void>;
};

/** Apicurio's answer while somebody else sets the level of the same subject. */
const CONFLICT = 409;
const MAX_CONFLICTS = 5;
const CONFLICT_PAUSE_MS = 100;

/** 40401 subject, 40402 version, 40403 schema: the registry itself says that it does not know the thing. */
const isUnknown = (answer: RegistryAnswer) =>
  answer.errorCode !== undefined && answer.errorCode >= 40_400 && answer.errorCode <= 40_499;

/** Told of each request when it is over; `failed` means that there was no usable answer. Must not throw. */
export type RegistryObserver = (event: { readonly type: 'registry_asked'; readonly result: 'ok' | 'failed' }) => void;

/** Client for the Confluent API, as Confluent, Karapace, Redpanda and Apicurio (ccompat/v7) speak it. */
export function createRegistryClient(settings: RegistrySettings, observe?: RegistryObserver): RegistryClient {
  const ask = async (request: RegistryRequest) => {
    let result: 'ok' | 'failed' = 'failed';
    try {
      const answer = await requestRegistry(settings, request);
      result = 'ok';
      return answer;
    } finally {
      observe?.({ type: 'registry_asked', result });
    }
  };
  const get = (path: string) => ask({ method: 'GET', path });
  const post = (path: string, body: unknown) => ask({ method: 'POST', path, body });

  return {
    findSchema: async (id) => toRegisteredSchema(known(await get(`schemas/ids/${id}`))),
    findSubjects: async (id) => toSubjects(known(await get(`schemas/ids/${id}/versions`))),
    findIdOfGuid: async (guid) => toGuidId(await findGuid(get, guid)),
    findRegistration: async (subject, text) =>
      toId(known(await post(`subjects/${encodeURIComponent(subject)}`, { schema: text }))),
    isCompatible: async (subject, text) => {
      const path = `compatibility/subjects/${encodeURIComponent(subject)}/versions/latest`;
      const body = known(await post(path, { schema: text }));
      return body === undefined || property(body, 'is_compatible') === true;
    },
    setCompatibility: async (subject, compatibility) => {
      const path = `config/${encodeURIComponent(subject)}`;
      for (let tryCount = 1; ; tryCount += 1) {
        const answer = await ask({ method: 'PUT', path, body: { compatibility } });
        if (answer.errorCode === undefined) return;
        if (answer.status !== CONFLICT || tryCount === MAX_CONFLICTS) throw unexpected(answer);
        await setTimeout(CONFLICT_PAUSE_MS);
      }
    },
  };
}

/** The body of a success, undefined for "not known"; other errors of the registry are taken as passing. */
function known(answer: RegistryAnswer): unknown {
  if (answer.errorCode === undefined) return answer.body;
  if (isUnknown(answer)) return undefined;
  throw unexpected(answer);
}

function unexpected(answer: RegistryAnswer): RegistryUnavailable {
  const { status, errorCode } = answer;
  return new RegistryUnavailable(`The registry answered ${status} with code ${errorCode ?? 'none'}`, { status });
}

/** Most registries have no GUIDs and answer as for any wrong path; then the list of subjects shows that they are well. */
async function findGuid(get: (path: string) => Promise<RegistryAnswer>, guid: string): Promise<unknown> {
  try {
    const answer = await get(`schemas/guids/${guid}/ids`);
    return answer.errorCode === undefined ? answer.body : undefined;
  } catch (error) {
    await get('subjects');
    if (error instanceof RegistryUnavailable && error.status === 404) return undefined;
    throw error;
  }
}

function toRegisteredSchema(body: unknown): RegisteredSchema | undefined {
  if (body === undefined) return undefined;
  const text = property(body, 'schema');
  const schemaType = property(body, 'schemaType') ?? 'AVRO';
  const references = property(body, 'references');
  if (typeof text !== 'string' || typeof schemaType !== 'string') throw malformed();
  return { text, schemaType, hasReferences: Array.isArray(references) && references.length > 0 };
}

function toSubjects(body: unknown): readonly string[] | undefined {
  if (body === undefined) return undefined;
  if (!Array.isArray(body)) throw malformed();
  return body.map((version) => {
    const subject = property(version, 'subject');
    if (typeof subject !== 'string') throw malformed();
    return subject;
  });
}

function toId(body: unknown): number | undefined {
  if (body === undefined) return undefined;
  const id = property(body, 'id');
  if (typeof id !== 'number') throw malformed();
  return id;
}

function toGuidId(body: unknown): number | undefined {
  return Array.isArray(body) ? toId(body[0]) : undefined;
}

function property(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as { [key: string]: unknown })[name] : undefined;
}

const malformed = () => new RegistryUnavailable('The registry answered with JSON of another shape');
