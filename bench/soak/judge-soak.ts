import { quantile } from '../measure/statistics.ts';

/** One look at everything. */
export type SoakSample = {
  /** Since the load began. */
  readonly atSeconds: number;
  /** Records that validators and persisters have not handled. */
  readonly lag: number;
  /** Resident memory by service; a service that was just killed is not there. */
  readonly rssBytes: Readonly<Record<string, number>>;
};

export type MemoryFigure = {
  readonly service: string;
  /** Medians of the first and the second half of the stretch that is compared. */
  readonly earlierBytes: number;
  readonly laterBytes: number;
  readonly growth: number;
};

export type SoakFigures = {
  /** From where on memory is compared: minute 10, or the middle of a run that is shorter than 20 minutes. */
  readonly memoryFromSeconds: number;
  readonly memory: readonly MemoryFigure[];
  readonly isMemoryFlat: boolean;
  /** The least lag of each stretch of the run that holds a kill of every service. */
  readonly lowestLags: readonly number[];
  readonly allowedLag: number;
  readonly isLagFlat: boolean;
  readonly peakLag: number;
};

export type SoakPlan = {
  readonly seconds: number;
  readonly eventsPerSecond: number;
  readonly killEverySeconds: number;
};

export const maxGrowth = 0.05;
const TEN_MINUTES = 600;
/** What may wait at the best moment of a stretch, in seconds of load: whoever is killed comes back to a backlog and works it off. */
const ALLOWED_LAG_SECONDS = 2;
/** Without kills lag is looked at in stretches of this. */
const QUIET_STRETCH_SECONDS = 60;

/** Whether lag and memory stay where they are. Pure. */
export function judgeSoak(samples: readonly SoakSample[], plan: SoakPlan): SoakFigures {
  const memoryFromSeconds = plan.seconds >= 2 * TEN_MINUTES ? TEN_MINUTES : plan.seconds / 2;
  const memory = compareMemory(
    samples.filter(({ atSeconds }) => atSeconds >= memoryFromSeconds),
    (memoryFromSeconds + plan.seconds) / 2,
  );
  const allowedLag = plan.eventsPerSecond * ALLOWED_LAG_SECONDS;
  const lowestLags = findLowestLags(samples, plan);
  return {
    memoryFromSeconds,
    memory,
    isMemoryFlat: memory.every(({ growth }) => growth <= maxGrowth),
    lowestLags,
    allowedLag,
    isLagFlat: lowestLags.every((lag) => lag <= allowedLag),
    peakLag: samples.reduce((peak, { lag }) => Math.max(peak, lag), 0),
  };
}

function compareMemory(samples: readonly SoakSample[], middleSeconds: number): readonly MemoryFigure[] {
  const services = [...new Set(samples.flatMap(({ rssBytes }) => Object.keys(rssBytes)))].toSorted();
  const medianOf = (service: string, some: readonly SoakSample[]) =>
    quantile(
      some.flatMap(({ rssBytes }) => rssBytes[service] ?? []),
      0.5,
    );
  const isEarlier = ({ atSeconds }: SoakSample) => atSeconds < middleSeconds;
  return services.map((service) => {
    const earlierBytes = medianOf(service, samples.filter(isEarlier));
    const laterBytes = medianOf(
      service,
      samples.filter((sample) => !isEarlier(sample)),
    );
    return { service, earlierBytes, laterBytes, growth: laterBytes / earlierBytes - 1 };
  });
}

function findLowestLags(samples: readonly SoakSample[], plan: SoakPlan): readonly number[] {
  const stretchSeconds = plan.killEverySeconds || QUIET_STRETCH_SECONDS;
  const wholeCount = Math.floor(plan.seconds / stretchSeconds);
  return Array.from({ length: wholeCount }, (_, index) => {
    const own = samples.filter(({ atSeconds }) => Math.floor(atSeconds / stretchSeconds) === index);
    return Math.min(...own.map(({ lag }) => lag));
  }).filter(Number.isFinite);
}
