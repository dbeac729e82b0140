import { parentPort, workerData } from 'node:worker_threads';
import type { LineBatch } from './judge-lines.ts';
import type { LintSettings } from './lint-settings.ts';
import { createLinter } from './linter.ts';
import { loadRegisterFor } from './load-register-for.ts';

const { settings, withEvents } = workerData as { readonly settings: LintSettings; readonly withEvents: boolean };
const linter = await createLinter(settings, await loadRegisterFor(settings), withEvents);

parentPort?.on('message', (batch: LineBatch) => {
  const { output, counts } = linter.lintLines(batch);
  parentPort?.postMessage({ output, counts });
});
parentPort?.postMessage('ready');
