import { type ClusterAdmin, createClusterAdmin, type KafkaClient } from '@varselvakt/kafka';
import type { Register } from '@varselvakt/register';
import type { Environment } from '@varselvakt/rules';
import { createRegisterMetrics, type ServiceContext } from '@varselvakt/runtime';
import { createFeedbackRoutes, type FeedbackRoutes, keepFeedbackRoutes } from './feedback-routes.ts';
import { followOptionalRegister } from './follow-register.ts';
import type { TopicPlace } from './prepared-parts.ts';

/** How a service that can do without a register tells producers what became of their events. */
export type FeedbackWays = Pick<FeedbackRoutes, 'direct'> & {
  /** Hash of the register that holds now; null where there is none. */
  readonly registerVersion: () => string | null;
  /** The register that holds now; null where there is none. */
  readonly register: () => Register | null;
};

/** Everything to the shared topic. */
export const sharedFeedback: FeedbackWays = {
  direct: (record) => record,
  registerVersion: () => null,
  register: () => null,
};

export type FeedbackSettings = {
  readonly REGISTER_PATH: string | null;
  readonly REGISTER_RELOAD_SECONDS: number;
  readonly VARSELVAKT_ENVIRONMENT: Environment;
};

type FeedbackContext = Pick<ServiceContext, 'release' | 'log' | 'metrics' | 'runLoop' | 'waitFor'>;

/** Follows the register, where the settings name one, and the feedback topics of single producers. */
export async function openFeedback(
  { REGISTER_PATH: path, REGISTER_RELOAD_SECONDS, VARSELVAKT_ENVIRONMENT: environment }: FeedbackSettings,
  context: FeedbackContext,
  { shared, client }: { readonly shared: TopicPlace; readonly client: KafkaClient },
): Promise<FeedbackWays> {
  if (path === null) return sharedFeedback;
  const { log, release } = context;
  const intervalMs = REGISTER_RELOAD_SECONDS * 1_000;
  const metrics = createRegisterMetrics(context.metrics);
  const watch = await followOptionalRegister({ path, intervalMs, log, metrics, now: Date.now });
  release.push('register watch', watch.close);
  const admin: ClusterAdmin = createClusterAdmin(client);
  release.push('admin of feedback topics', admin.close);
  const routes = createFeedbackRoutes({ shared, admin, register: watch.current, environment, log });
  await keepFeedbackRoutes(routes, context, intervalMs);
  const { current: register } = watch;
  return { direct: routes.direct, registerVersion: () => register()?.hash ?? null, register };
}
