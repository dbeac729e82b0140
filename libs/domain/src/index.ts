export * from './body-kinds.ts';
export * from './duration.ts';
export * from './field-limits.ts';
export * from './generated/events.ts';
export * from './ids.ts';
export * from './oslo-calendar.ts';
export * from './probe-producer.ts';
export * from './retention.ts';
