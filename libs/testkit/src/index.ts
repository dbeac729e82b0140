export { invalidSample, validatorCodes } from './sample-events.ts';
export { sampleRegisterPath } from './sample-register.ts';
