import type { KafkaDoor } from './kafka-door.ts';

/** Where the three parts answer. The database address holds a password: never log it. */
export interface StackAddresses {
  readonly brokers: string;
  readonly registryUrl: string;
  readonly databaseUrl: string;
  /** The broker's other way in, of a stack with users. */
  readonly door?: KafkaDoor;
}

/** The variables every service and test reads its addresses from. */
export type StackVariables = Readonly<Record<'KAFKA_BROKERS' | 'KAFKA_SCHEMA_REGISTRY' | 'DATABASE_URL', string>>;

const VARIABLE_NAMES = ['KAFKA_BROKERS', 'KAFKA_SCHEMA_REGISTRY', 'DATABASE_URL'] as const;

/** The addresses as environment variables. */
export function toVariables(addresses: StackAddresses): StackVariables {
  return {
    KAFKA_BROKERS: addresses.brokers,
    KAFKA_SCHEMA_REGISTRY: addresses.registryUrl,
    DATABASE_URL: addresses.databaseUrl,
  };
}

export type EnvironmentAddresses =
  | { readonly outcome: 'ALL'; readonly addresses: StackAddresses }
  | { readonly outcome: 'NONE' }
  | { readonly outcome: 'SOME'; readonly given: readonly string[]; readonly missing: readonly string[] };

/** Reads the three addresses from an environment; empty text counts as not given. */
export function parseEnvironmentAddresses(environment: NodeJS.ProcessEnv): EnvironmentAddresses {
  const given = VARIABLE_NAMES.filter((name) => (environment[name] ?? '') !== '');
  const missing = VARIABLE_NAMES.filter((name) => !given.includes(name));
  if (given.length === 0) {
    return { outcome: 'NONE' };
  }
  if (missing.length > 0) {
    return { outcome: 'SOME', given, missing };
  }
  const [brokers, registryUrl, databaseUrl] = VARIABLE_NAMES.map((name) => environment[name] ?? '');
  return {
    outcome: 'ALL',
    addresses: { brokers: brokers ?? '', registryUrl: registryUrl ?? '', databaseUrl: databaseUrl ?? '' },
  };
}

/** As toVariables, for one of the broker's users; null when the stack has no such user. Holds the password. */
export function toVariablesOfUser(addresses: StackAddresses, user: string): Readonly<Record<string, string>> | null {
  const password = addresses.door?.passwords[user];
  if (addresses.door === undefined || password === undefined) {
    return null;
  }
  return {
    ...toVariables(addresses),
    KAFKA_BROKERS: addresses.door.brokers,
    KAFKA_CA_PATH: addresses.door.authorityFile,
    KAFKA_SASL_MECHANISM: addresses.door.mechanism,
    KAFKA_SASL_USERNAME: user,
    KAFKA_SASL_PASSWORD: password,
  };
}

/** `export NAME='value'` lines for a shell. */
export function toExportLines(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join('');
}
