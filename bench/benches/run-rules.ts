/** One run of the rules in a fresh process, as a benchmark starts it: tells what it measured in one line of JSON. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heldBytes(): number {
  // The first collection finalises what the second then frees.
  collectGarbage();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const heldBefore = heldBytes();
const startedAt = performance.now();
const { createRuleEngine } = await import('@varselvakt/rules');
const importedAt = performance.now();
const engine = createRuleEngine();
const readyAt = performance.now();
engine.judgeText('', { path: null, fieldClass: 'in-app', form: 'TEXT' }, { environment: 'prod', overrides: null });
const load = {
  importMs: importedAt - startedAt,
  tablesMs: readyAt - importedAt,
  heldBytes: heldBytes() - heldBefore,
};

const { measureRules } = await import('./measure-rules.ts');
const round = measureRules(engine, { textCount: Number(process.env['RULES_TEXT_COUNT']), load });
process.stdout.write(`${JSON.stringify(round)}\n`);
