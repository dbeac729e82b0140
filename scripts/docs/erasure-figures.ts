import type { TopicDeclaration, TopicPurpose } from '@varselvakt/kafka';
import type { ConfigSchema, Settings } from '@varselvakt/runtime';

/** A time, and the settings (of services and topics, with their values) of which it is made. */
export interface Figure {
  readonly ms: number;
  readonly sources: readonly string[];
}

/** Reads figures where they are declared, so that none can be written down wrongly. */
export interface Figures {
  /** A setting of a service; its name must end in its unit. */
  readonly setting: (name: string) => Figure;
  /** A setting of a topic, in milliseconds. */
  readonly topic: (purpose: TopicPurpose, setting: string) => Figure;
}

const unitsMs: Readonly<Record<string, number>> = {
  SECONDS: 1_000,
  HOURS: 3_600_000,
  DAYS: 86_400_000,
};

/** Throws for a name that nobody declares: then the page would promise what is not so. */
export function createFigures(
  schemas: readonly ConfigSchema<Settings>[],
  declarations: readonly TopicDeclaration[],
): Figures {
  return {
    setting: (name) => {
      const setting = schemas.find(({ settings }) => Object.hasOwn(settings, name))?.settings[name];
      const value = Number(setting?.schema.safeParse(undefined).data);
      const ms = value * (unitsMs[name.split('_').at(-1) ?? ''] ?? Number.NaN);
      if (Number.isNaN(ms)) throw new Error(`No setting ${name} with a default and a unit`);
      return { ms, sources: [`\`${name}=${value}\``] };
    },
    topic: (purpose, setting) => {
      const value = declarations.find((one) => one.purpose === purpose)?.configs[setting];
      if (value === undefined) throw new Error(`${setting} is not declared for ${purpose}`);
      return { ms: Number(value), sources: [`\`${purpose}: ${setting}=${value}\``] };
    },
  };
}

/** One after the other. */
export const sum = (...figures: readonly Figure[]): Figure => ({
  ms: figures.reduce((total, { ms }) => total + ms, 0),
  sources: figures.flatMap(({ sources }) => sources),
});

/** Whichever is later. */
export const longest = (...figures: readonly Figure[]): Figure => ({
  ms: Math.max(...figures.map(({ ms }) => ms)),
  sources: figures.flatMap(({ sources }) => sources),
});

const units = [
  ['days', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** `25 h`, `7 days 6 h`, `60 s`. */
export function inWords({ ms }: Figure): string {
  if (ms <= 60_000) return `${ms / 1_000} s`;
  const words: string[] = [];
  let leftMs = ms;
  for (const [unit, unitMs] of ms < 172_800_000 ? units.slice(1) : units) {
    const count = Math.floor(leftMs / unitMs);
    if (count > 0) words.push(`${count} ${unit}`);
    leftMs -= count * unitMs;
  }
  return words.join(' ');
}
