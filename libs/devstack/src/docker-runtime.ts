import { DevstackError } from './devstack-error.ts';

/** Testcontainers is large and seldom needed: it is loaded when Docker is asked for. Throws when it is not installed. */
export async function loadTestcontainers() {
  return import('testcontainers');
}

/** Why Docker cannot be used here, with its remedy; empty when it answers. Never throws. */
export async function findDockerObstacles(): Promise<string[]> {
  try {
    const { getContainerRuntimeClient } = await loadTestcontainers();
    await getContainerRuntimeClient();
    return [];
  } catch {
    return ['no Docker answers: install and start Docker, or set DOCKER_HOST'];
  }
}

/** Ends and removes these containers; those that are gone already are passed over. */
export async function removeContainers(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) {
    return;
  }
  const { container } = await runtime();
  await Promise.all(
    ids.map((id) =>
      container
        .getById(id)
        .remove({ force: true, v: true })
        .catch((error: unknown) => passOverMissing(error)),
    ),
  );
}

/** Those of these containers that run. Never throws: without Docker none runs. */
export async function findRunningContainers(ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) {
    return [];
  }
  try {
    const { container } = await runtime();
    const running = new Set((await container.list()).filter((one) => one.State === 'running').map((one) => one.Id));
    return ids.filter((id) => running.has(id));
  } catch {
    return [];
  }
}

async function runtime() {
  const { getContainerRuntimeClient } = await loadTestcontainers();
  return getContainerRuntimeClient();
}

function passOverMissing(error: unknown): void {
  if ((error as { statusCode?: number }).statusCode !== 404) {
    throw new DevstackError('STACK_PART_NOT_READY', 'a container could not be removed', {
      retriable: true,
      cause: error,
    });
  }
}
