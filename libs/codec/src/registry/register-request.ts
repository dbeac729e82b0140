import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type RegistrySettings, RegistryUnavailable } from './registry-request.ts';

/** Registering compiles nothing and may wait for the registry's own storage, so it gets longer than a look-up. */
const REGISTER_TIMEOUT_MS = 15_000;

/**
 * Registers one Avro text under a subject through the kafkajs registry client, which also checks it with avsc, and gives
 * its id; undefined when the registry refused it as a conflict (409). Throws RegistryUnavailable (a retry may help) for
 * everything else: that client reports a refused connection as status 400 and has no time-out of its own.
 */
export async function requestRegistration(
  settings: RegistrySettings,
  registration: { readonly subject: string; readonly text: string; readonly compatibility: 'FULL_TRANSITIVE' },
): Promise<number | undefined> {
  const { SchemaRegistry, SchemaType, COMPATIBILITY } = await import('@kafkajs/confluent-schema-registry');
  const { host, auth } = splitAddress(settings);
  const agent = host.startsWith('https:') ? new HttpsAgent() : new HttpAgent();
  const timeoutMs = settings.timeoutMs ?? REGISTER_TIMEOUT_MS;
  const registry = new SchemaRegistry({ host, agent, ...(auth ? { auth } : {}), retry: { retries: 0 } });
  const request = registry.register(
    { type: SchemaType.AVRO, schema: registration.text },
    { subject: registration.subject, compatibility: COMPATIBILITY[registration.compatibility] },
  );
  try {
    return (await withTimeout(request, timeoutMs)).id;
  } catch (cause) {
    if (statusOf(cause) === 409) return undefined;
    throw new RegistryUnavailable('The registry did not take a schema', { cause });
  } finally {
    agent.destroy();
  }
}

function splitAddress(settings: RegistrySettings) {
  const url = new URL(settings.url);
  const username = settings.user ?? decodeURIComponent(url.username);
  const password = settings.password ?? decodeURIComponent(url.password);
  url.username = '';
  url.password = '';
  return { host: url.href.replace(/\/$/, ''), auth: username === '' ? undefined : { username, password } };
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
}
