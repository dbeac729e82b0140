import { runService } from '@varselvakt/runtime';
import { configSchema } from './config.ts';
import { startMonitor } from './start-monitor.ts';

await runService({ name: 'monitor', configSchema, start: startMonitor });
