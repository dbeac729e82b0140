import { type ConfigOf, type ConfigSchema, formatConfigFaults, parseConfig, type Settings } from '@varselvakt/runtime';
import { CommandError, exitCodes } from './command-error.ts';

/** The settings of a command from an environment; throws CommandError that lists every fault. */
export function readConfig<S extends Settings>(
  schema: ConfigSchema<S>,
  environment: NodeJS.ProcessEnv = process.env,
): ConfigOf<S> {
  const parsed = parseConfig(schema, environment);
  if (parsed.outcome === 'VALID') return parsed.config;
  throw new CommandError(formatConfigFaults(parsed.faults), exitCodes.usage);
}
