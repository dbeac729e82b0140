import { setPriority } from 'node:os';
import { makeClassArchives } from './class-archive-maker.ts';
import { cacheFolder } from './download-cache.ts';
import { findJava } from './java-runtime.ts';

// A program of its own, run in the background after the first start, so that later starts are quicker. With --guarded, whoever
// started it holds the other end of its standard input: when that closes, it ends, and its watchdog ends what it runs.
if (process.argv.includes('--guarded')) {
  process.stdin.once('end', () => process.exit(0)).resume();
}
setPriority(19);
const java = await findJava(process.env);
if (java !== null) {
  await makeClassArchives({ cache: cacheFolder(process.env), java, environment: process.env });
}
process.exit(0);
