import { writeFileSync } from 'node:fs';
import { eventTypesSource } from '../src/schema/event-types-source.ts';
import { EVENT_SCHEMA_NAMES, readEventSchema } from '../src/schema/schema-sources.ts';

const target = new URL('../../domain/src/generated/events.ts', import.meta.url);
writeFileSync(target, eventTypesSource(EVENT_SCHEMA_NAMES.map(readEventSchema)));
process.stdout.write(`Wrote ${target.pathname}\n`);
