import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ConfigSchema, Settings } from '@varselvakt/runtime';
import { CommandError, exitCodes } from './command-error.ts';

export const serviceNames = ['validator', 'persister', 'deleter', 'monitor'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The name as a service's; throws CommandError for any other word. */
export function parseServiceName(word: string): ServiceName {
  const name = serviceNames.find((known) => known === word);
  if (name !== undefined) return name;
  throw new CommandError(`There is no such service. Services: ${serviceNames.join(', ')}.`, exitCodes.usage);
}

/** Starts a service inside this process; it takes over signals, log and exit code. */
export async function startService(name: ServiceName): Promise<void> {
  await importFrom(name, 'main.ts');
}

/** The settings of a service, from the `configSchema` that its config.ts exports. */
export async function readConfigSchema(name: ServiceName): Promise<ConfigSchema<Settings>> {
  const module = (await importFrom(name, 'config.ts')) as { configSchema: ConfigSchema<Settings> };
  return module.configSchema;
}

/** A module of a service, by file and not by name: nothing depends on a service, and the image may leave one out. Throws CommandError. */
export async function importFrom(name: ServiceName, file: string): Promise<unknown> {
  const url = new URL(`../../services/${name}/src/${file}`, import.meta.url);
  if (!existsSync(fileURLToPath(url)))
    throw new CommandError(`The service ${name} is not part of this installation.`, exitCodes.usage);
  return import(url.href);
}
