import type { PipelineTopics } from '../pipeline/open-pipeline.ts';
import type { Poison } from './poison.ts';

/** What there is to ask about. */
export interface VerbScene {
  readonly topics: PipelineTopics;
  readonly prefix: string;
  readonly registerPath: string;
  /** A file with events full of poison, as JSON lines; one with a plain text of it; one with an Avro schema. */
  readonly eventFile: string;
  readonly textFile: string;
  readonly schemaFile: string;
  /** Of an aggregate that is stored, and of one of its events. */
  readonly aggregateId: string;
  readonly eventId: string;
  readonly erasedId: string;
}

export interface VerbRun {
  /** The words after the verb; several runs for several ways to use it. */
  readonly args: (scene: VerbScene) => readonly (readonly string[])[];
  /** It asks at a terminal, or for something that is not there: then it ends with 2, but has been given poison all the same. */
  readonly mayRefuse?: true;
  /** What of texts it shows on purpose, and the decision that says so. */
  readonly showsOfTexts?: readonly (keyof Poison)[];
  /** What of keys, names of headers and other ids it shows on purpose. */
  readonly showsOfIds?: readonly (keyof Poison)[];
}

const plain = (...args: string[]): VerbRun => ({ args: () => [args] });
const act = ['--reason', 'an inspection', '--by', 'kari'];
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

/** How every verb is run on a pipeline full of poison; a test sees that none is missing. Null: it starts servers and sees no event. */
export const verbRuns: Readonly<Record<string, VerbRun | null>> = {
  lint: {
    args: ({ eventFile, textFile, registerPath }) => [
      [eventFile, '--register', registerPath],
      [eventFile, '--json', '--register', registerPath],
      [eventFile, '--sarif', '--register', registerPath],
      [eventFile, '--github', '--register', registerPath],
      ['--texts', textFile],
    ],
    // The field of a finding, with all that was found in it covered (decision 0100).
    showsOfTexts: ['word'],
    showsOfIds: ['word'],
  },
  explain: plain('TEXT_IDENTITY_NUMBER'),
  rules: plain('--json'),
  sample: plain('MessageCreated'),
  publish: {
    args: ({ eventFile, topics, registerPath }) => [
      [eventFile, '--env', 'dev', '--register', registerPath],
      [eventFile, '--env', 'dev', '--register', registerPath, '--topic', topics.inbound, '--send', '--json'],
    ],
  },
  run: { args: () => [['validator', '--dry-run']], mayRefuse: true },
  'topics apply': plain('--dry-run', '--json'),
  'topics check': plain('--json'),
  'topics acl': plain('--env', 'dev', '--format', 'json'),
  'schemas register': plain('--dry-run', '--json'),
  'schemas check': { args: ({ schemaFile }) => [[schemaFile, '--json']] },
  'db migrate': plain('--dry-run', '--json'),
  'config print': plain('--service', 'validator'),
  'register check': { args: ({ registerPath, textFile }) => [[registerPath], [textFile, '--json']] },
  'register new': { args: ({ textFile }) => [['--answers', textFile]], mayRefuse: true },
  'register diff': {
    args: ({ registerPath, textFile }) => [
      [registerPath, registerPath],
      [registerPath, textFile],
    ],
  },
  'terms show': plain('--json'),
  'terms diff': { args: () => [['2026-01', '2026-01', '--json']], mayRefuse: true },
  'terms status': plain('tilskudd-demo', '--json'),
  feedback: {
    args: () => [
      ['--producer', 'tilskudd-demo'],
      ['--producer', 'tilskudd-demo', '--json'],
    ],
  },
  doctor: plain('--json'),
  'offsets reset': {
    args: ({ prefix, topics }) => [
      ['--group', `${prefix}validator`, '--topic', topics.inbound, '--to-earliest', '--dry-run', '--json', ...act],
    ],
  },
  redrive: { args: () => [['--json'], ['--code', 'AVRO_CORRUPT', '--send', '--json', ...act]] },
  tail: {
    args: ({ topics }) =>
      Object.values(topics as unknown as Record<string, string>).flatMap((topic) => [
        [topic, '-o', 'beginning', '-e'],
        [topic, '-o', 'beginning', '-e', '--json'],
      ]),
    // Ids of no known form, without what the detector finds in them (decision 0173).
    showsOfIds: ['word'],
  },
  producers: { args: () => [['--json'], ['tilskudd-demo']] },
  trace: { args: ({ eventId, aggregateId, erasedId }) => [[eventId], [eventId, '--json'], [aggregateId], [erasedId]] },
  'deletions upcoming': plain('--json'),
  'deletions due': plain('--json'),
  'deletions what-if': { args: ({ registerPath }) => [['--register', registerPath, '--json']], mayRefuse: true },
  'deletions pause': { args: () => [['--dry-run', '--json', '--expires', inAnHour(), ...act]] },
  'deletions resume': { args: () => [['--dry-run', '--json', ...act]] },
  'deletions approve': { args: () => [['--dry-run', '--json', ...act]] },
  'erasure verify': plain('--json'),
  'erasure sweep': plain('--dry-run', '--json'),
  'erasure receipt': { args: ({ erasedId, aggregateId }) => [[erasedId, '--json'], [aggregateId]] },
  find: { args: () => [['--subject', '--json', ...act]], mayRefuse: true },
  erase: { args: ({ aggregateId }) => [['--aggregate', aggregateId, '--dry-run', '--json', ...act]] },
  actions: plain('--json'),
  'holds add': {
    args: ({ aggregateId }) => [
      ['--aggregate', aggregateId, '--owner', 'kari', '--expires', inAnHour(), '--json', ...act],
    ],
  },
  'holds list': plain('--all', '--json'),
  'holds release': { args: ({ eventId }) => [[eventId, '--dry-run', '--json', ...act]], mayRefuse: true },
  rebuild: { args: () => [['--dry-run', '--json', '--by', 'kari']], mayRefuse: true },
  lag: plain('--partitions', '--json'),
  status: plain('--json'),
  probe: { args: () => [['--stored-within', '1', '--deleted-within', '1', '--json']], mayRefuse: true },
  'stack up': null,
  'stack down': null,
  'stack status': null,
  'stack env': null,
  completion: plain('bash'),
  demo: null,
};
