export type { RegisterFacts } from './check-dates.ts';
export { compareRegisters } from './compare/compare-registers.ts';
export { findRetentionEffects, type RetentionEffect } from './compare/retention-effects.ts';
export type { ChangeEffect, RegisterChange } from './compare/register-change.ts';
export { contextOfFile, contextOfRecord, type RecordPlace } from './context-of-record.ts';
export { loadRegister } from './load-register.ts';
export { parseRegister, type RegisterFile, type RegisterResult } from './parse-register.ts';
export {
  type AcceptanceState,
  decideProducerStanding,
  type LabelStanding,
  type ProducerStanding,
  type StandingQuestion,
} from './producer-standing.ts';
export { hashOfPerson, isAboutProtectedPerson } from './protected-persons.ts';
export { findLabel, findProducer, ownerOfTopic, type Register } from './register.ts';
export { formatRegisterFault, type RegisterFault } from './register-fault.ts';
export { createRegisterJsonSchema } from './register-json-schema.ts';
export { type RegisterWatch, type RegisterWatchOptions, watchRegister } from './watch-register.ts';
