import { randomBytes } from 'node:crypto';
import { readContainerImages } from './container-images.ts';
import {
  CONTAINER_PORTS,
  renderKafkaEnvironment,
  renderPostgresEnvironment,
  renderRegistryEnvironment,
} from './container-settings.ts';
import { loadTestcontainers, removeContainers } from './docker-runtime.ts';
import { isKafkaReady } from './kafka-probe.ts';
import { type ContainerPlan, type LocalContainer, startLocalContainer } from './local-container.ts';
import { isPostgresReady } from './postgres-probe.ts';
import { DATABASE_NAME, DATABASE_USER, databaseUrl, renderServerFlags } from './postgres-settings.ts';
import type { ReportProgress } from './progress.ts';
import { waitForAnswer } from './ready-child.ts';
import { registryAddress, setCompatibility } from './registry-api.ts';
import { isRegistryReady } from './registry-probe.ts';
import type { RunningStack } from './running-stack.ts';
import type { StackAddresses } from './stack-addresses.ts';
import type { StackProfile } from './stack-profile.ts';

/** What a stack in Docker is started with. */
export interface DockerOptions {
  readonly running: RunningStack;
  readonly profile: StackProfile;
  readonly staysUp: boolean;
  readonly report: ReportProgress;
}

/** Starts the three parts in containers, side by side. Throws DevstackError; the containers are removed again then. */
export async function startDockerStack(options: DockerOptions): Promise<StackAddresses> {
  const images = await readContainerImages();
  const password = randomBytes(16).toString('hex');
  const started: string[] = [];
  options.running.onStop(() => removeContainers(started));
  const begin = async (
    plan: Pick<ContainerPlan, 'part' | 'configure'>,
    answers: (at: LocalContainer) => Promise<boolean>,
  ) => {
    const { part } = plan;
    options.report({ part, step: 'start', detail: images[part] });
    const local = await startLocalContainer({
      ...plan,
      image: images[part],
      port: CONTAINER_PORTS[part],
      staysUp: options.staysUp,
    });
    started.push(local.container.getId());
    await options.running.record({ containers: [...started] });
    await waitForAnswer(part, () => answers(local));
    options.report({ part, step: 'ready' });
    return local;
  };
  const plans = await planParts(options.profile, password);
  const starts = [
    begin(plans.kafka, (at) => isKafkaReady(at.port, at.host)),
    begin(plans.registry, (at) => isRegistryReady(registryAddress(at.host, at.port))),
    begin(plans.postgres, (at) =>
      isPostgresReady({ host: at.host, port: at.port, user: DATABASE_USER, database: DATABASE_NAME }),
    ),
  ] as const;
  // When one fails, the others finish first, so that every container is known when they are removed.
  await Promise.allSettled(starts);
  const [kafka, registry, postgres] = await Promise.all(starts);
  const registryUrl = registryAddress(registry.host, registry.port);
  await setCompatibility(registryUrl);
  return {
    brokers: `${kafka.host}:${kafka.port}`,
    registryUrl,
    databaseUrl: databaseUrl(password, postgres.host, postgres.port),
  };
}

async function planParts(profile: StackProfile, password: string) {
  const { Wait } = await loadTestcontainers();
  return {
    kafka: {
      part: 'kafka',
      configure: (container, host, port) =>
        container
          .withEnvironment(renderKafkaEnvironment(profile, host, port))
          .withWaitStrategy(Wait.forLogMessage('Kafka Server started')),
    },
    registry: {
      part: 'registry',
      configure: (container) =>
        container
          .withEnvironment(renderRegistryEnvironment())
          .withWaitStrategy(Wait.forHttp('/health/ready', CONTAINER_PORTS.registry)),
    },
    postgres: {
      part: 'postgres',
      configure: (container) =>
        container
          .withEnvironment(renderPostgresEnvironment(password))
          .withCommand(['postgres', ...renderServerFlags(profile)])
          // The first of the two is the server of the set-up, which listens to nobody outside.
          .withWaitStrategy(Wait.forLogMessage('ready to accept connections', 2)),
    },
  } satisfies Record<string, Pick<ContainerPlan, 'part' | 'configure'>>;
}
