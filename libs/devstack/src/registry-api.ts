import { DevstackError } from './devstack-error.ts';

const API_PATH = '/apis/ccompat/v7';
/** Every new schema version must read all old events, and all old readers must read its events. */
const COMPATIBILITY = 'FULL_TRANSITIVE';

/** The address of a registry's Confluent API. */
export function registryAddress(host: string, port: number): string {
  return `http://${host}:${port}${API_PATH}`;
}

/** The registry's own default is to accept everything. Throws STACK_PART_NOT_READY when it does not take the setting. */
export async function setCompatibility(registryUrl: string): Promise<void> {
  const response = await fetch(`${registryUrl}/config`, {
    method: 'PUT',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ compatibility: COMPATIBILITY }),
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  if (!response.ok) {
    throw new DevstackError('STACK_PART_NOT_READY', `registry: setting its compatibility gave ${response.status}`, {
      retriable: true,
    });
  }
}
