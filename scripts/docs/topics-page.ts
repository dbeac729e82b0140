import type { TopicDeclaration } from '@varselvakt/kafka';

const ABOUT: Readonly<Record<TopicDeclaration['purpose'], { key: string; writer: string; reader: string }>> = {
  inbound: { key: 'aggregate id', writer: 'producers', reader: 'validator' },
  events: {
    key: '`<eventId>:<16 hex digits of the content hash>`',
    writer: 'validator, persister (tombstones), deleter (hard deletes, tombstones)',
    reader: 'persister, anyone downstream',
  },
  feedback: { key: '`<producerId>:<eventId>`', writer: 'validator, persister, deleter', reader: 'producers' },
  'dead-letter': { key: 'as received', writer: 'validator, persister', reader: 'operators' },
};

/** docs/topics.md: every topic as it is declared, created and checked. */
export function renderTopicsPage(declarations: readonly TopicDeclaration[]): string {
  return [
    '# Topics',
    '',
    '<!-- Written by `npm run docs` from the declarations in libs/kafka; a test keeps it fresh. -->',
    '',
    '`varselvakt topics apply` creates what is missing and puts settings right; it never changes a number of partitions, because a',
    'tombstone must find the partition of its record. Names begin with `TOPIC_PREFIX`. A producer may have an inbound topic of its',
    'own, `<prefix>inbound.<producerId>`, that the register gives to it alone: that proves who wrote. With `feedbackTopic: own` in the',
    'register its outcomes go to `<prefix>feedback.<producerId>` as soon as there is that topic; `varselvakt topics acl` lets nobody',
    'else read it. With REGISTER_PATH set, or `--register`, both kinds are created and checked like the others.',
    '',
    ...declarations.flatMap(renderTopic),
  ].join('\n');
}

function renderTopic({ name, purpose, partitionCount, configs }: TopicDeclaration): readonly string[] {
  const { key, writer, reader } = ABOUT[purpose];
  return [
    `## \`${name}\``,
    '',
    `- key: ${key}`,
    `- partitions: ${partitionCount}`,
    `- written by: ${writer}`,
    `- read by: ${reader}`,
    '- settings:',
    ...Object.entries(configs).map(([setting, value]) => `  - \`${setting}=${value}\`${inWords(setting, value)}`),
    '',
  ];
}

function inWords(setting: string, value: string): string {
  if (!setting.endsWith('.ms')) return '';
  const hours = Number(value) / 3_600_000;
  return hours % 24 === 0 && hours > 24 ? ` (${hours / 24} days)` : ` (${hours} h)`;
}
