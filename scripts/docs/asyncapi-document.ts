import { EVENT_SCHEMA_NAMES, type EventSchemaName, readEventSchema } from '@varselvakt/codec';
import type { TopicDeclaration } from '@varselvakt/kafka';
import { stringify } from 'yaml';

const avro = 'application/vnd.apache.avro;version=1.9.0';

interface Channel {
  readonly title: string;
  readonly description: string;
  readonly messages: readonly EventSchemaName[];
  /** Seen from the pipeline. */
  readonly actions: readonly ('send' | 'receive')[];
  readonly lookup: 'TopicNameStrategy' | 'TopicRecordNameStrategy';
}

/** The dead letters have no schema: they hold whatever could not be read. */
const channels: Readonly<Record<Exclude<TopicDeclaration['purpose'], 'dead-letter'>, Channel>> = {
  inbound: {
    title: 'Where producers publish',
    description:
      'The key is the aggregate id. A producer may have an inbound topic of its own, inbound.<producerId>, which proves who wrote.',
    messages: ['ProducerEvent'],
    actions: ['receive'],
    lookup: 'TopicNameStrategy',
  },
  events: {
    title: 'The event log',
    description:
      'Accepted events, hard deletes and tombstones, compacted. Readers delete what a HardDeleted or a tombstone names.',
    messages: ['AcceptedEvent', 'HardDeleted'],
    actions: ['send'],
    lookup: 'TopicRecordNameStrategy',
  },
  feedback: {
    title: 'What became of each event',
    description:
      'The key is <producerId>:<eventId>. Says codes, places and what to do; never holds a text or a number. A producer may have a feedback topic of its own, feedback.<producerId>, which nobody else reads.',
    messages: ['EventOutcome'],
    actions: ['send'],
    lookup: 'TopicNameStrategy',
  },
};

const keys: Readonly<Record<EventSchemaName, string>> = {
  ProducerEvent: 'aggregateId',
  AcceptedEvent: '<eventId>:<16 hexadecimal digits of the content hash>',
  HardDeleted: 'hard-deleted:<receiptId>',
  EventOutcome: '<producerId>:<eventId>',
};

const lookupOf = (name: EventSchemaName): Channel['lookup'] =>
  Object.values(channels).find(({ messages }) => messages.includes(name))?.lookup ?? 'TopicNameStrategy';

function toMessage(name: EventSchemaName) {
  const schema = readEventSchema(name);
  return {
    name,
    title: name,
    summary: (schema as { doc?: string }).doc,
    contentType: 'application/vnd.apache.avro',
    payload: { schemaFormat: avro, schema },
    bindings: {
      kafka: {
        key: { type: 'string', description: keys[name] },
        schemaIdLocation: 'payload',
        schemaIdPayloadEncoding: 'confluent',
        schemaLookupStrategy: lookupOf(name),
        bindingVersion: '0.5.0',
      },
    },
  };
}

const settingNames: Readonly<Record<string, (value: string) => unknown>> = {
  'cleanup.policy': (value) => value.split(','),
  'retention.ms': Number,
  'delete.retention.ms': Number,
  'max.message.bytes': Number,
};

function toChannel({ name, partitionCount, configs }: TopicDeclaration, { title, description, messages }: Channel) {
  const settings = Object.entries(configs).flatMap(([setting, value]) => {
    const read = settingNames[setting];
    return read === undefined ? [] : [[setting, read(value)] as const];
  });
  return {
    address: name,
    title,
    description,
    messages: Object.fromEntries(messages.map((message) => [message, { $ref: `#/components/messages/${message}` }])),
    bindings: {
      kafka: {
        topic: name,
        partitions: partitionCount,
        topicConfiguration: Object.fromEntries(settings),
        bindingVersion: '0.5.0',
      },
    },
  };
}

function toOperations(purpose: string, { actions, title }: Channel) {
  return actions.map(
    (action) => [`${action}${purpose}`, { action, channel: { $ref: `#/channels/${purpose}` }, title }] as const,
  );
}

/** AsyncAPI 3.1 of the pipeline as a plain value: topics, operations and schemas as the code declares them. */
export function createAsyncApiDocument(declarations: readonly TopicDeclaration[], version: string) {
  const described = declarations.flatMap((declaration) =>
    declaration.purpose === 'dead-letter' ? [] : [{ declaration, channel: channels[declaration.purpose] }],
  );
  return {
    asyncapi: '3.1.0',
    info: {
      title: 'Varselvakt',
      version,
      description:
        'Cases and notifications for users of a public administration: publish here, and learn what became of each event.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/vnd.apache.avro',
    channels: Object.fromEntries(
      described.map(({ declaration, channel }) => [declaration.purpose, toChannel(declaration, channel)]),
    ),
    operations: Object.fromEntries(
      described.flatMap(({ declaration, channel }) => toOperations(declaration.purpose, channel)),
    ),
    components: { messages: Object.fromEntries(EVENT_SCHEMA_NAMES.map((name) => [name, toMessage(name)])) },
  };
}

/** docs/asyncapi.yaml. */
export const renderAsyncApi = (declarations: readonly TopicDeclaration[], version: string): string =>
  `# Written by "npm run docs" from the schemas and the declared topics; a test keeps it fresh.\n${stringify(createAsyncApiDocument(declarations, version), { lineWidth: 0, aliasDuplicateObjects: false })}`;
