/** The client library as a producer gets it: packed, installed in an empty project, and used against a whole pipeline. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPipeline, type Pipeline } from '../pipeline/open-pipeline.ts';
import { runProgram } from '../pipeline/run-program.ts';
import { type ClientProject, installClient } from './installed-client.ts';

let project: ClientProject;
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await openPipeline();
  project = await installClient(join(pipeline.folder, 'client'));
  await pipeline.startAll();
}, 240_000);
afterAll(() => pipeline.close(), 60_000);

const runIn = (file: string, ...flags: readonly string[]) =>
  runProgram(process.execPath, [...flags, file], { folder: project.folder, environment: pipeline.environment });

const judging = `
import { createEventBuilder, type PreflightResult, preflight } from '@varselvakt/client';

const events = createEventBuilder({ producerId: 'tilskudd-demo', label: 'Tilskudd' });
const about = {
  organisationNumber: '988077917',
  link: 'https://www.nav.no/',
  recipients: [{ type: 'AltinnResource', resourceId: 'demo-tilskudd-lesetilgang' }],
  retention: { after: 'P4M' },
} as const;
const codesOf = ({ verdict, findings }: PreflightResult) => [verdict, ...findings.map(({ code }) => code)].join(' ');
const judge = (text: string) => codesOf(preflight(events.messageCreated({ ...about, text }), { environment: 'prod' }));
process.stdout.write(judge('Dere har fått et vedtak.') + '\\n' + judge('Vedtaket gjelder 13097248022.') + '\\n');
`;

const judged = 'ACCEPTED\nREJECTED TEXT_IDENTITY_NUMBER\n';

test('its types pass the strictest compiler, and the rules and their word lists come along', async () => {
  await writeFile(join(project.folder, 'judge.ts'), judging);
  expect(await project.check()).toBe('');
  expect(await runIn('judge.ts')).toEqual({ exitCode: 0, output: judged, complaint: '' });
}, 240_000);

const forgetting = `
import zlib from 'node:zlib';
import { syncBuiltinESMExports } from 'node:module';

delete Promise.withResolvers;
delete Map.groupBy;
delete zlib.zstdCompress;
delete zlib.zstdDecompress;
syncBuiltinESMExports();
`;

test('it works where Node has nothing that came after version 20', async () => {
  await writeFile(join(project.folder, 'forget.mjs'), forgetting);
  expect(await runIn('judge.ts', '--import=./forget.mjs')).toEqual({ exitCode: 0, output: judged, complaint: '' });
}, 60_000);

test('its types refuse what the schema has no place for', async () => {
  await writeFile(
    join(project.folder, 'wrong.ts'),
    `import { createEventBuilder } from '@varselvakt/client';
const { deletionRequested, messageCreated } = createEventBuilder({ producerId: 'a', label: 'b' });
const about = { organisationNumber: '988077917', link: 'https://www.nav.no/', text: 'Hei' } as const;
const recipients = [{ type: 'AltinnResource', resourceId: 'r' }] as const;
deletionRequested({ organisationNumber: '988077917', reason: 'WITHDRAWN' });
messageCreated({ ...about, recipients: [] });
messageCreated({ ...about, recipients, retention: { after: 'P4M', until: new Date() } });
messageCreated({ ...about, recipients, retension: { after: 'P4M' } });
`,
  );
  const complaints = await project.check();
  await writeFile(join(project.folder, 'wrong.ts'), '');
  expect([...complaints.matchAll(/wrong\.ts\((\d+),/g)].map(([, line]) => line)).toEqual(['5', '6', '7', '8']);
}, 60_000);

const publishing = `
import { createEventBuilder, createPublisher, subscribeToFeedback } from '@varselvakt/client';

const producerId = 'tilskudd-demo';
const event = createEventBuilder({ producerId, label: 'Tilskudd' }).messageCreated({
  organisationNumber: '988077917',
  text: 'Dere har fått et vedtak.',
  link: 'https://www.nav.no/',
  recipients: [{ type: 'AltinnResource', resourceId: 'demo-tilskudd-lesetilgang' }],
  retention: { after: 'P4M' },
});
const outcomes = new Set();
const done = Promise.withResolvers();
const feedback = await subscribeToFeedback({
  producerId,
  onOutcome: ({ outcome, eventId }) => {
    if (eventId !== event.eventId) return;
    outcomes.add(outcome);
    if (outcomes.size === 2) done.resolve();
  },
});
const publisher = createPublisher();
const first = await publisher.publish(event);
const [again] = await publisher.publish([event]);
if (again.partition !== first.partition || again.offset <= first.offset) throw new Error('places');
await done.promise;
await publisher.close();
await feedback.stop();
process.stdout.write([...outcomes].sort().join(' ') + ' closed');
`;

test('it publishes an event with an acknowledgement, once more harmlessly, hears both outcomes and closes', async () => {
  await writeFile(join(project.folder, 'publish.mjs'), publishing);
  expect(await runIn('publish.mjs')).toEqual({ exitCode: 0, output: 'ACCEPTED DUPLICATE closed', complaint: '' });
}, 240_000);
