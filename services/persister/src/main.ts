import { runService } from '@varselvakt/runtime';
import { configSchema } from './config.ts';
import { startPersister } from './start-persister.ts';

await runService({ name: 'persister', configSchema, start: startPersister });
