export { followOne, type ProbeResult } from './follow-one.ts';
export type { LaunchedProbe } from './launch-probe.ts';
export { openProbe, type ProbeLauncher, type ProbeSources } from './open-probe.ts';
export { ProbeUnready } from './probe-place.ts';
export { type ProbeStatus, probeStatusSchema } from './probe-status.ts';
export type { ProbeEvent } from './probe-tally.ts';
export { judgeWay, type ProbeLeg, probeLegs, type ServiceLevels } from './probe-way.ts';
export { createProber, type Prober } from './prober.ts';
export { createRegisterReader } from './read-good-register.ts';
