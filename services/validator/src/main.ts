import { runService } from '@varselvakt/runtime';
import { configSchema } from './config.ts';
import { startValidator } from './start-validator.ts';

await runService({ name: 'validator', configSchema, start: startValidator });
