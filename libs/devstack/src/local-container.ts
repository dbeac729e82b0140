import type { GenericContainer, StartedTestContainer } from 'testcontainers';
import { DevstackError } from './devstack-error.ts';
import { loadTestcontainers } from './docker-runtime.ts';
import { findFreePort } from './free-port.ts';
import { retryOnTakenPort } from './ready-child.ts';
import type { PartName } from './stack-part.ts';

const STARTUP_DEADLINE_MS = 180_000;
const PORT_TAKEN = /port is already allocated|address already in use/i;

/** What a part's container is started with. */
export interface ContainerPlan {
  readonly part: PartName;
  readonly image: string;
  readonly port: number;
  /** True for a container that outlives this program; others are removed when it is gone. */
  readonly staysUp: boolean;
  /** Environment and the rest; it is told the address at which clients will reach the port. */
  readonly configure: (container: GenericContainer, host: string, port: number) => GenericContainer;
}

/** A container that has said it is ready, and where its port is reached. */
export interface LocalContainer {
  readonly container: StartedTestContainer;
  readonly host: string;
  readonly port: number;
}

/**
 * Starts a container on a port chosen beforehand: the address is known before the start and stays the same over restarts. With
 * Docker on this machine the port is open to this machine only. Throws STACK_PART_NOT_READY when it does not start.
 */
export async function startLocalContainer(plan: ContainerPlan): Promise<LocalContainer> {
  const { GenericContainer, getContainerRuntimeClient } = await loadTestcontainers();
  const { host: dockerHost } = (await getContainerRuntimeClient()).info.containerRuntime;
  const isLocal = ['localhost', '127.0.0.1', '::1'].includes(dockerHost);
  const host = isLocal ? '127.0.0.1' : dockerHost;

  class BoundContainer extends GenericContainer {
    bindPort(port: number): this {
      this.withExposedPorts({ container: plan.port, host: port });
      for (const binding of Object.values(this.hostConfig.PortBindings ?? {}).flat()) {
        Object.assign(binding as object, isLocal ? { HostIp: '127.0.0.1' } : {});
      }
      return this;
    }
  }

  return retryOnTakenPort(async () => {
    const port = await findFreePort();
    const container = new BoundContainer(plan.image)
      .bindPort(port)
      .withStartupTimeout(STARTUP_DEADLINE_MS)
      .withAutoCleanup(!plan.staysUp);
    try {
      return { container: await plan.configure(container, host, port).start(), host, port };
    } catch (cause) {
      throw explainFailure(plan, cause);
    }
  });
}

function explainFailure(plan: ContainerPlan, cause: unknown): DevstackError {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (PORT_TAKEN.test(text)) {
    return new DevstackError('STACK_PORT_TAKEN', `${plan.part} found its port taken`, { retriable: true, cause });
  }
  return new DevstackError('STACK_PART_NOT_READY', `${plan.part}: image ${plan.image} did not start: ${text}`, {
    retriable: true,
    cause,
  });
}
