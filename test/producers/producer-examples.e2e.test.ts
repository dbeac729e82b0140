/** The examples for producers, one in each language, as they stand in the documentation. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, findStoredEvents } from '@varselvakt/store';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { waitUntil } from '../pipeline/wait-until.ts';
import { provideGo } from './go-example.ts';
import { provideJava } from './java-example.ts';
import { providePython } from './python-example.ts';
import { provideTypescript } from './typescript-example.ts';

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline();
  await pipeline.startAll();
}, 120_000);
afterAll(() => pipeline.close(), 60_000);

async function isStored(eventId: string): Promise<boolean> {
  const database = await connect(pipeline.databaseUrl, { applicationName: 'test' });
  const stored = await findStoredEvents(database, [eventId]);
  await database.close();
  return stored.has(eventId);
}

test.each([
  ['Python (confluent-kafka)', providePython],
  ['Go (franz-go)', provideGo],
  ['Java (kafka-clients)', provideJava],
  ['TypeScript (@varselvakt/client)', provideTypescript],
])(
  'an event from %s is accepted and stored, and one under a foreign label is refused with its code',
  async (language, provide) => {
    const example = await provide();
    if (example.outcome === 'MISSING') {
      process.stderr.write(`SKIPPED: the example for ${language} was not tried: ${example.reason}\n`);
      expect(process.env['CI']).not.toBe('true');
      return;
    }
    const accepted = await example.publish(pipeline.environment, 'tilskudd-demo', 'Tilskudd');
    expect(accepted).toMatchObject({ exitCode: 0, output: expect.stringMatching(/ACCEPTED|WARNED/) });
    const eventId = /published (\S+)/.exec(accepted.output)?.[1] ?? '';
    await waitUntil('the event is stored', () => isStored(eventId));

    const refused = await example.publish(pipeline.environment, 'tilskudd-demo', 'Dialogmøte');
    expect(refused).toMatchObject({ exitCode: 1, output: expect.stringContaining('LABEL_NOT_OWNED') });
  },
  400_000,
);
