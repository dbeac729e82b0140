/** "Your first notification in ten minutes", done as it says: every file written, every command run, on a whole pipeline. */
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadTermsVersions } from '@varselvakt/terms';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { runProgram } from '../pipeline/run-program.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import { type GuideBlock, readGuide } from './guide.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const program = join(repository, 'cli/bin/varselvakt.js');

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline();
  for (const name of ['libs', 'docs']) await symlink(join(repository, name), join(pipeline.folder, name));
}, 60_000);
afterAll(() => pipeline.close(), 60_000);

/** Runs commands in the reader's folder, as the reader's shell would. Throws when one of them fails. */
async function runCommands(text: string): Promise<string> {
  const commands = `set -euo pipefail\n${text.replaceAll('npx varselvakt', `"${process.execPath}" "${program}"`)}`;
  const { folder, environment } = pipeline;
  const { exitCode, output, complaint } = await runProgram('bash', ['-c', commands], { folder, environment });
  if (exitCode !== 0) throw new Error(`The guide's commands ended with ${exitCode}:\n${text}\n${output}${complaint}`);
  return output;
}

async function writeBlock({ name, text }: Extract<GuideBlock, { readonly type: 'FILE' }>): Promise<void> {
  const file = join(pipeline.folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text.replace('TERMS_HASH', loadTermsVersions().at(-1)?.hash ?? ''));
}

/** What stands between the commands of the guide: services that are started, and the moment they take. */
async function prepare(commands: string): Promise<void> {
  if (commands.includes('varselvakt sample'))
    await pipeline.startAll({ REGISTER_PATH: join(pipeline.folder, 'register') });
  if (commands.includes('varselvakt feedback'))
    await waitUntil('the event is stored', async () => (await pipeline.ask('select 1 from event_content')).length > 0);
}

test('the guide leads from nothing to a traced notification', async () => {
  const outputs: string[] = [];
  for (const block of await readGuide()) {
    if (block.type === 'FILE') await writeBlock(block);
    else {
      await prepare(block.text);
      outputs.push(await runCommands(block.text));
    }
  }
  const { eventId } = JSON.parse(await readFile(join(pipeline.folder, 'first.json'), 'utf8')) as { eventId: string };
  const [, terms = '', checked = '', linted = '', published = '', told = '', traced = '', card = ''] = outputs;
  expect(terms).toContain(loadTermsVersions().at(-1)?.hash ?? 'none');
  expect(checked).not.toContain('my-team.yaml');
  expect(linted).toMatch(/warn {2}LEGAL_BASIS_MISSING[\s\S]*1 checked, 0 blocked, 1 warned/);
  expect(published).toContain(`published ${eventId} at ${pipeline.topics.inbound}/`);
  expect(told).toMatch(new RegExp(`WARNED ${eventId}, to be deleted .*\\n {2}warn `));
  expect(traced).toMatch(/ACCEPTED {3}MessageCreated[\s\S]*STORED/);
  expect(card).toMatch(/^Received 1: 1 stored, 0 refused, 0 repeated$/m);
}, 400_000);
