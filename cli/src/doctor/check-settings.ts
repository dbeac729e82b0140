import { type Environment, parseConfig } from '@varselvakt/runtime';
import { CommandError } from '../command-error.ts';
import { readConfigSchema, type ServiceName, serviceNames } from '../service-files.ts';
import { type CheckLine, fault, ok } from './check-line.ts';

/** Every fault in the settings of every service that is installed, each once. */
export async function checkSettings(environment: Environment): Promise<readonly CheckLine[]> {
  const servicesOf = new Map<string, ServiceName[]>();
  const examples = new Map<string, string>();
  for (const service of serviceNames) {
    for (const { name, problem, example } of await faultsOf(service, environment)) {
      const what = `${name} ${problem}`;
      servicesOf.set(what, [...(servicesOf.get(what) ?? []), service]);
      examples.set(what, example);
    }
  }
  if (servicesOf.size === 0) return [ok('settings', 'the environment has what every service needs')];
  return [...servicesOf].map(([what, services]) =>
    fault('settings', `${what} (${services.join(', ')})`, `such as ${examples.get(what)}`),
  );
}

async function faultsOf(service: ServiceName, environment: Environment) {
  try {
    const parsed = parseConfig(await readConfigSchema(service), environment);
    return parsed.outcome === 'VALID' ? [] : parsed.faults;
  } catch (error) {
    if (error instanceof CommandError) return []; // not part of this installation
    throw error;
  }
}
