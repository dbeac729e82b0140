/**
 * `npm run simulate -- --seeds 10000 [--from 1]`: the pipeline on fakes, a run for each seed. `--seed N` runs one and prints all that
 * happened in it. Ends with 1 when an invariant does not hold or a run never comes to rest.
 */
import { parseArgs } from 'node:util';
import { loadSimParts } from './sim-parts.ts';
import { type SimResult, simulate } from './simulate.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string' }, from: { type: 'string' }, seed: { type: 'string' } },
});
const isOne = values.seed !== undefined;
const first = Number(values.seed ?? values.from ?? 1);
const count = isOne ? 1 : Number(values.seeds ?? 10_000);
const maxShownCount = 5;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const isSound = ({ verdict, isQuiet }: SimResult): boolean => isQuiet && Object.keys(verdict).length === 0;

function show(result: SimResult): void {
  say(
    `seed ${result.seed}: ${isSound(result) ? 'all invariants hold' : 'FAILED'}, ${result.stepCount} steps, ${result.crashCount} crashes`,
  );
  if (!result.isQuiet) say('  it never came to rest');
  for (const [invariant, violations] of Object.entries(result.verdict))
    for (const violation of violations) say(`  ${invariant}: ${violation}`);
}

const parts = await loadSimParts();
let [failedCount, stepCount, crashCount] = [0, 0, 0];
const startedAt = performance.now();
for (let seed = first; seed < first + count; seed += 1) {
  const result = await simulate(seed, parts);
  stepCount += result.stepCount;
  crashCount += result.crashCount;
  if (!isSound(result)) failedCount += 1;
  if (isOne || (!isSound(result) && failedCount <= maxShownCount)) show(result);
  if (isOne) {
    for (const { event, expected } of result.plan.records)
      say(`planned: ${event.body.type} ${event.eventId} of ${event.aggregateId}: ${expected.fate}`);
    for (const line of result.history) say(line);
  }
}
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
say(`${count} seeds from ${first}, ${stepCount} steps, ${crashCount} crashes, ${failedCount} failed, ${seconds} s`);
if (failedCount > 0) say('repeat one with: npm run simulate -- --seed <seed>');
process.exitCode = failedCount > 0 ? 1 : 0;
