import { join } from 'node:path';
import { findDockerObstacles } from './docker-runtime.ts';
import { findJava, type JavaRuntime } from './java-runtime.ts';
import { areJarsComplete, kafkaFolder, readJarLock } from './kafka-jars.ts';
import { hasMaven } from './maven.ts';
import { isRegistryCached } from './registry-archive.ts';
import { parseEnvironmentAddresses } from './stack-addresses.ts';
import {
  type ChoiceFacts,
  decideStack,
  findEmbeddedObstacles,
  type StackChoice,
  type StackMode,
} from './stack-choice.ts';

/** What was found out and what follows from it. */
export interface ChosenStack {
  readonly choice: StackChoice;
  readonly facts: ChoiceFacts;
  readonly java: JavaRuntime | null;
}

/** Looks at the machine as far as needed and decides which stack to use. Never throws. */
export async function chooseStack(
  mode: StackMode,
  environment: NodeJS.ProcessEnv,
  cache: string,
): Promise<ChosenStack> {
  const given = parseEnvironmentAddresses(environment);
  const needsLook = mode === 'embedded' || (mode === 'auto' && given.outcome === 'NONE');
  const { java, obstacles } = needsLook ? await lookForEmbedded(environment, cache) : { java: null, obstacles: [] };
  const facts: ChoiceFacts = { mode, environment: given, embeddedObstacles: obstacles, dockerObstacles: null };
  const choice = decideStack(facts);
  if (choice.kind !== 'ask-docker') {
    return { choice, facts, java };
  }
  const all = { ...facts, dockerObstacles: await findDockerObstacles() };
  return { choice: decideStack(all), facts: all, java };
}

async function lookForEmbedded(environment: NodeJS.ProcessEnv, cache: string) {
  const lock = await readJarLock();
  const [java, jars, registry] = await Promise.all([
    findJava(environment),
    areJarsComplete(join(kafkaFolder(cache, lock), 'libs'), lock.jars),
    isRegistryCached(cache),
  ]);
  const isCacheFilled = jars && registry;
  const obstacles = findEmbeddedObstacles({
    javaMajorVersion: java?.majorVersion ?? null,
    isCacheFilled,
    hasMaven: isCacheFilled || (await hasMaven(environment)),
  });
  return { java, obstacles };
}
