/** The example for Python producers (confluent-kafka and its AvroSerializer) as it stands in the documentation. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, findStoredEvents } from '@varselvakt/store';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { runProgram } from '../pipeline/run-program.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import { exampleFolder, type PythonEnvironment, providePython } from './python-environment.ts';

let pipeline: Pipeline;
let provided: PythonEnvironment;

beforeAll(async () => {
  provided = await providePython();
  pipeline = await openPipeline();
  await pipeline.startAll();
}, 400_000);
afterAll(() => pipeline.close(), 60_000);

const publish = (python: string, ...args: string[]) =>
  runProgram(python, ['publish.py', ...args], { folder: exampleFolder, environment: pipeline.environment });

async function isStored(eventId: string): Promise<boolean> {
  const database = await connect(pipeline.databaseUrl, { applicationName: 'test' });
  const stored = await findStoredEvents(database, [eventId]);
  await database.close();
  return stored.has(eventId);
}

test('an event from Python is accepted and stored, and one under a foreign label is refused with its code', async () => {
  if (provided.outcome === 'MISSING') {
    process.stderr.write(`SKIPPED: the Python example was not tried: ${provided.reason}\n`);
    expect(process.env['CI']).not.toBe('true');
    return;
  }
  const accepted = await publish(provided.python, 'tilskudd-demo', 'Tilskudd');
  expect(accepted).toMatchObject({ exitCode: 0, output: expect.stringMatching(/ACCEPTED|WARNED/) });
  const eventId = /published (\S+)/.exec(accepted.output)?.[1] ?? '';
  await waitUntil('the event is stored', () => isStored(eventId));

  const refused = await publish(provided.python, 'tilskudd-demo', 'Dialogmøte');
  expect(refused).toMatchObject({ exitCode: 1, output: expect.stringContaining('LABEL_NOT_OWNED') });
}, 300_000);
