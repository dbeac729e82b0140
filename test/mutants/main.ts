import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startStack, toVariables } from '@varselvakt/devstack';
import { mutants } from './all-mutants.ts';
import { type MutantResult, runMutants } from './run-mutants.ts';
import { copyTree } from './tree-copy.ts';

// Proves that the tests can fail: puts known faults into a copy of the product, one after the other, and sees a test go red.
// npm run test:mutants -- [--only TEXT] [--json]; exit code 1 when a mutant survives.

const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, json: { type: 'boolean' } } });
const chosen = mutants.filter(({ promise, name, file }) =>
  values.only.split(',').some((text) => promise === text || `${name} ${file}`.includes(text)),
);
const say = (line: string) => process.stderr.write(`${line}\n`);
const toLine = ({ verdict, promise, seconds, name }: MutantResult) =>
  `${verdict.padEnd(8)}  ${promise.padEnd(4)}  ${seconds.toFixed(1).padStart(5)} s  ${name}`;

const stack = await startStack({ name: 'mutants', profile: 'test', ephemeral: true });
// What jest starts sees these addresses and starts no stack of its own.
Object.assign(process.env, toVariables(stack.addresses), { VARSELVAKT_STACK: 'env' });
const tree = await copyTree(join(import.meta.dirname, '../..'));
try {
  const results = await runMutants(tree, chosen, (result) => say(toLine(result)));
  const failed = results.filter(({ verdict }) => verdict !== 'KILLED');
  for (const { name, testFile, testName, output } of failed) say(`\n${name}\n  ${testFile}: ${testName}\n${output}`);
  say(`${results.length} mutants, ${results.length - failed.length} killed`);
  if (values.json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  else process.stdout.write(toTable(results));
  process.exitCode = failed.length > 0 || results.length === 0 ? 1 : 0;
} finally {
  await tree.remove();
  await stack.stop();
}

function toTable(results: readonly MutantResult[]): string {
  const rows = results.map(
    ({ promise, name, testFile, testName, verdict, seconds }) =>
      `| ${promise} | ${name} | \`${testFile}\`${testName === '' ? '' : `: ${testName}`} | ${verdict.toLowerCase()} | ${seconds.toFixed(1)} |`,
  );
  return ['| promise | mutant | test | verdict | seconds |', '|---|---|---|---|---|', ...rows, ''].join('\n');
}
