import type { Rate } from './rate.ts';

/** A setting of a ceiling's process. Throws when it is missing. */
export function requireVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
}

/** Runs `act` and gives what it took of time and of this process' CPU. */
export async function measureRate(eventCount: number, act: () => Promise<void>): Promise<Rate> {
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - startedAt) / 1_000;
  return { eventsPerSecond: eventCount / seconds, cpuMicrosPerEvent: (user + system) / eventCount, seconds };
}

/** Tells the parent the result, as one line of JSON. */
export function tell(rates: Readonly<Record<string, Rate>>): void {
  process.stdout.write(`${JSON.stringify(rates)}\n`);
}
