export { type InvalidSample, invalidSample, validatorCodes, validSamples } from './sample-events.ts';
export { sampleRegisterPath } from './sample-register.ts';
