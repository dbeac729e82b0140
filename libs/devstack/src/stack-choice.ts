import { OLDEST_JAVA } from './java-runtime.ts';
import type { EnvironmentAddresses, StackAddresses } from './stack-addresses.ts';

/** What VARSELVAKT_STACK may say: `auto` takes the first that can be had, the others force one. */
export const STACK_MODES = ['auto', 'env', 'embedded', 'docker'] as const;
export type StackMode = (typeof STACK_MODES)[number];

/** Reads VARSELVAKT_STACK; empty is `auto`, unknown text is null. */
export function parseStackMode(text: string | undefined): StackMode | null {
  const wanted = (text ?? '').trim().toLowerCase();
  return wanted === '' ? 'auto' : (STACK_MODES.find((mode) => mode === wanted) ?? null);
}

const JAVA_HINT = 'Debian: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk';

/** What the machine has for an embedded stack. */
export interface EmbeddedFacts {
  readonly javaMajorVersion: number | null;
  readonly isCacheFilled: boolean;
  readonly hasMaven: boolean;
}

/** Why an embedded stack cannot be had here, each with its remedy; empty when it can. */
export function findEmbeddedObstacles(facts: EmbeddedFacts): string[] {
  const obstacles: string[] = [];
  if (facts.javaMajorVersion === null) {
    obstacles.push(`no Java was found: install Java ${OLDEST_JAVA} or newer (${JAVA_HINT}), or set JAVA_HOME`);
  } else if (facts.javaMajorVersion < OLDEST_JAVA) {
    obstacles.push(
      `Java ${facts.javaMajorVersion} is too old: install Java ${OLDEST_JAVA} or newer (${JAVA_HINT}), or set JAVA_HOME to one`,
    );
  }
  if (!facts.isCacheFilled && !facts.hasMaven) {
    obstacles.push(
      'Kafka and the registry have not been downloaded yet and Maven (mvn) was not found: install it (Debian: apt-get install maven; macOS: brew install maven)',
    );
  }
  return obstacles;
}

/** What the choice is made from. `dockerObstacles` is null while nobody has asked Docker. */
export interface ChoiceFacts {
  readonly mode: StackMode;
  readonly environment: EnvironmentAddresses;
  readonly embeddedObstacles: readonly string[];
  readonly dockerObstacles: readonly string[] | null;
}

export type StackChoice =
  | { readonly kind: 'env'; readonly addresses: StackAddresses }
  | { readonly kind: 'embedded' }
  | { readonly kind: 'docker' }
  | { readonly kind: 'ask-docker' }
  | {
      readonly kind: 'none';
      readonly code: 'STACK_ADDRESSES_INCOMPLETE' | 'STACK_NOT_POSSIBLE';
      readonly message: string;
    };

/** Decides which stack to use: given addresses, else embedded, else Docker, else a message that says what to do. */
export function decideStack(facts: ChoiceFacts): StackChoice {
  switch (facts.mode) {
    case 'env':
      return decideEnv(facts.environment);
    case 'embedded':
      return facts.embeddedObstacles.length === 0 ? { kind: 'embedded' } : notPossible(facts);
    case 'docker':
      return decideDocker(facts);
    case 'auto':
      return decideAuto(facts);
    default:
      return facts.mode satisfies never;
  }
}

function decideAuto(facts: ChoiceFacts): StackChoice {
  if (facts.environment.outcome !== 'NONE') {
    return decideEnv(facts.environment);
  }
  return facts.embeddedObstacles.length === 0 ? { kind: 'embedded' } : decideDocker(facts);
}

function decideDocker(facts: ChoiceFacts): StackChoice {
  if (facts.dockerObstacles === null) {
    return { kind: 'ask-docker' };
  }
  return facts.dockerObstacles.length === 0 ? { kind: 'docker' } : notPossible(facts);
}

function decideEnv(environment: EnvironmentAddresses): StackChoice {
  if (environment.outcome === 'ALL') {
    return { kind: 'env', addresses: environment.addresses };
  }
  const missing =
    environment.outcome === 'SOME' ? environment.missing : ['KAFKA_BROKERS', 'KAFKA_SCHEMA_REGISTRY', 'DATABASE_URL'];
  const message =
    environment.outcome === 'SOME'
      ? `${environment.given.join(' and ')} is set, but not ${missing.join(' and ')}. Set all three to use your own servers; unset them, or set VARSELVAKT_STACK=embedded, to let them be started for you.`
      : `VARSELVAKT_STACK=env asks for servers of your own: set ${missing.join(', ')}.`;
  return { kind: 'none', code: 'STACK_ADDRESSES_INCOMPLETE', message };
}

function notPossible(facts: ChoiceFacts): StackChoice {
  return { kind: 'none', code: 'STACK_NOT_POSSIBLE', message: explainObstacles(facts) };
}

/** One message with every way to get a stack and what stands in it. */
export function explainObstacles(facts: Pick<ChoiceFacts, 'mode' | 'embeddedObstacles' | 'dockerObstacles'>): string {
  const embedded =
    facts.mode === 'docker' ? [] : facts.embeddedObstacles.map((text) => `  - here on this machine: ${text}`);
  const docker = facts.mode === 'embedded' ? [] : (facts.dockerObstacles ?? []).map((text) => `  - in Docker: ${text}`);
  return [
    'Kafka, a schema registry and Postgres are needed, and none could be had. Any one of these helps:',
    ...embedded,
    ...docker,
    '  - servers of your own: set KAFKA_BROKERS (host:port), KAFKA_SCHEMA_REGISTRY (URL) and DATABASE_URL (postgres://…)',
  ].join('\n');
}
