export { followOne, type ProbeResult } from './follow-one.ts';
export { openProbe, type ProbeLauncher } from './open-probe.ts';
export { ProbeUnready } from './probe-place.ts';
export { type ProbeStatus, probeStatusSchema } from './probe-status.ts';
export type { ProbeEvent } from './probe-tally.ts';
export { type ProbeLeg, probeLegs, type ServiceLevels } from './probe-way.ts';
export { createProber } from './prober.ts';
export { createRegisterReader } from './read-good-register.ts';
