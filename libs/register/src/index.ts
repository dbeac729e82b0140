export type { RegisterFacts } from './check-dates.ts';
export { compareRegisters } from './compare/compare-registers.ts';
export { findRetentionEffects, type RetentionEffect } from './compare/retention-effects.ts';
export type { RegisterChange } from './compare/register-change.ts';
export { contextOfFile, contextOfRecord } from './context-of-record.ts';
export { loadRegister } from './load-register.ts';
export { parseRegister, type RegisterResult } from './parse-register.ts';
export {
  type AcceptanceState,
  decideProducerStanding,
  type LabelStanding,
  type ProducerStanding,
} from './producer-standing.ts';
export { findProducer, ownerOfTopic, type Register } from './register.ts';
export { formatRegisterFault, type RegisterFault } from './register-fault.ts';
export { createRegisterJsonSchema } from './register-json-schema.ts';
export { type RegisterWatch, watchRegister } from './watch-register.ts';
