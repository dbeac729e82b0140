/** `lint` as people start it: what comes out, with which exit code, and what must never come out. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createEncoder } from '@varselvakt/codec';
import { sampleEvent } from '@varselvakt/rules';
import { sampleRegisterPath } from '@varselvakt/testkit';
import { createLintFolder, linesOf, markers, summaryOf } from './testing/lint-process.ts';

const [first, second, address] = markers;
const place = createLintFolder();
const { file, folder } = place;
afterAll(place.remove);

/** The real command; whatever it is given, it must not give it back. */
const lint = (...args: Parameters<typeof place.lint>) => {
  const end = place.lint(...args);
  expect(end.leaks).toEqual([]);
  return end;
};

const now = Date.now();
const cleanEvent = sampleEvent('MessageCreated', { now });
const badEvent = {
  ...cleanEvent,
  body: { ...cleanEvent.body, text: `Se "saken"\ntil ${first} nå` },
};
const warnedText = {
  id: 'w',
  field: 'smsText',
  channel: 'sms',
  text: 'Nav: Du har fått en oppgave. Logg inn på nav.no',
};

describe('lint judges texts', () => {
  test('and answers each in order, as JSON, with spans in the text as it was given', () => {
    const texts = [
      { id: 'a', field: 'text', channel: 'in-app', text: 'Søknaden er mottatt' },
      { id: 2, field: 'text', channel: 'in-app', text: `🙂 \n"nummer" ${first}` },
      { text: 'Søknaden er mottatt' },
    ];
    const { status, stdout, stderr } = lint(
      ['--texts', '--json'],
      texts.map((text) => JSON.stringify(text)).join('\n'),
    );
    expect(summaryOf(stdout)).toEqual([
      ['a', 'ACCEPTED'],
      [2, 'REJECTED', 'TEXT_IDENTITY_NUMBER'],
      [null, 'ACCEPTED'],
    ]);
    const { start, end } = linesOf(stdout)[1]?.findings[0] ?? { start: 0, end: 0 };
    expect(texts[1]?.text.slice(start, end)).toBe(first);
    expect([status, stderr]).toEqual([1, '']);
  });

  test('one a line, also when a line begins like JSON, ends like Windows, or is blank', () => {
    const { status, stdout } = lint(['--texts', '--json', '-'], `{navn} har svart\r\n\r\n[1]\r\nHei ${first}\r\n`);
    expect(linesOf(stdout).map(({ verdict, line }) => [verdict, line])).toEqual([
      ['ACCEPTED', 1],
      ['ACCEPTED', 3],
      ['REJECTED', 4],
    ]);
    expect(status).toBe(1);
  });

  test('for people, with the place, the covered line and what to do', () => {
    file('brev.txt', `Alt er i orden\nTil ${first} og ${second}, hilsen Nav\n`);
    const { status, stdout } = lint(['brev.txt', '--lang', 'en']);
    expect(stdout.split('\n').slice(0, 5)).toEqual([
      'brev.txt:2:5  block  TEXT_IDENTITY_NUMBER (C12)',
      expect.stringMatching(/^ {4}\S/),
      '      Til ••••••••••• og •••••••••••, hilsen Nav',
      '          ^^^^^^^^^^^',
      expect.stringMatching(/^ {4}What to do: \S/),
    ]);
    expect(stdout).toContain('brev.txt:2:20  block');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('2 checked, 1 blocked, 0 warned');
    expect(status).toBe(1);
  });

  test('in Norwegian unless it is told otherwise', () => {
    expect(lint(['--texts'], 'Hei').stdout).toBe('1 kontrollert, 0 stoppet, 0 varslet\n');
  });
});

describe('lint judges events', () => {
  const encoded = createEncoder('ProducerEvent', 7)(badEvent as typeof cleanEvent);
  const forms: readonly (readonly [string, string | Buffer])[] = [
    ['one.json', JSON.stringify(badEvent)],
    ['pretty.json', JSON.stringify(badEvent, undefined, 2)],
    ['array.json', JSON.stringify([badEvent], undefined, 1)],
    ['lines.ndjson', `${JSON.stringify(badEvent)}\n`],
    ['framed.avro', encoded],
    ['bare.avro', encoded.subarray(5)],
  ];

  test.each(forms)('from a file and from a pipe: %s', (name, content) => {
    file(name, content);
    const expected = [[badEvent.eventId, 'REJECTED', 'TEXT_IDENTITY_NUMBER']];
    for (const { status, stdout } of [lint(['--json', name]), lint(['--json'], content)])
      expect([status, summaryOf(stdout)]).toEqual([1, expected]);
    expect(lint([name]).stdout).toContain('til ••••••••••• nå');
  });

  test('and points into the source, behind escapes', () => {
    const source = JSON.stringify(badEvent, undefined, 2);
    file('place.json', source);
    const offset = source.indexOf(first);
    const line = source.slice(0, offset).split('\n').length;
    const column = offset - source.lastIndexOf('\n', offset);
    expect(lint(['place.json']).stdout).toContain(`place.json:${line}:${column}  body.text`);
  });

  test('by the register only when there is one', () => {
    const foreign = JSON.stringify({ ...cleanEvent, producerId: 'nobody' });
    expect(lint(['--json'], foreign)).toMatchObject({ status: 0 });
    const { status, stdout } = lint(['--json', '--register', sampleRegisterPath], foreign);
    expect([status, summaryOf(stdout)[0]]).toEqual([1, expect.arrayContaining(['REJECTED', 'PRODUCER_UNKNOWN'])]);
    expect(lint(['--json', '--register', 'nowhere.yaml'], foreign).status).toBe(2);
  });

  test('and shows no receiver, id or link when it tells of their fields', () => {
    const hidden = {
      ...cleanEvent,
      eventId: first,
      label: `Til ${second}`,
      body: {
        ...cleanEvent.body,
        recipients: [{ type: 'NearestLeader', leaderIdentityNumber: first, employeeIdentityNumber: `${second}1` }],
        link: `https://www.nav.no/?epost=${address}&fnr=${second}`,
      },
    };
    for (const format of ['--json', '--sarif', '--github', '--quiet'])
      expect(lint([format], JSON.stringify(hidden)).status).toBe(1);
  });
});

describe('lint finds files', () => {
  test('by folder and by pattern, each once, and none that is hidden', () => {
    mkdirSync(join(folder, 'events/deep/.git'), { recursive: true });
    for (const name of ['events/a.json', 'events/deep/b.ndjson', 'events/deep/.git/c.json'])
      file(name, JSON.stringify(cleanEvent));
    file('events/readme.md', 'no event');
    const files = (args: readonly string[]) => lint(['--json', ...args]).stdout.match(/"file":"[^"]*"/g);
    expect(files(['events'])).toEqual(['"file":"events/a.json"', '"file":"events/deep/b.ndjson"']);
    expect(files(['events/**/*.ndjson', 'events/a.json', 'events/a.json'])).toEqual([
      '"file":"events/deep/b.ndjson"',
      '"file":"events/a.json"',
    ]);
  });
});

describe('lint ends', () => {
  const warned = JSON.stringify(warnedText);

  test('with 0 when all that was found warns, and with 1 when more warns than was allowed', () => {
    const { status, stdout } = lint(['--texts', '--json'], warned);
    expect([status, summaryOf(stdout)]).toEqual([0, [['w', 'WARNED', 'EXTERNAL_LINK']]]);
    expect(lint(['--texts', '--max-warnings', '1'], warned).status).toBe(0);
    const over = lint(['--texts', '--max-warnings', '0'], warned);
    expect([over.status, over.stderr]).toEqual([1, '1 warnings; at most 0 were allowed.\n']);
  });

  test('with what the severities of one’s own make of it, never below a floor', () => {
    file('own.yaml', 'EXTERNAL_LINK: block\nTEXT_IDENTITY_NUMBER: observe\n');
    expect(lint(['--texts', '--rules', 'own.yaml'], warned).status).toBe(1);
    const lowered = lint(['--texts', '--rules', 'own.yaml'], first);
    expect([lowered.status, lowered.stderr]).toEqual([
      1,
      expect.stringContaining('TEXT_IDENTITY_NUMBER: observe is below'),
    ]);
    file('own.json', '{"EXTERNAL_LINK":"observe"}');
    const { status, stdout } = lint(['--texts', '--quiet', '--rules', 'own.json', '--max-warnings', '0'], warned);
    expect([status, stdout]).toEqual([0, '']);
  });

  test.each([
    [['--rules', 'missing.yaml']],
    [['--rules', 'unknown.yaml']],
    [['--rules', 'severity.yaml']],
    [['--rules', 'list.yaml']],
    [['--rules', 'broken.yaml']],
    [['--env', 'test']],
    [['--max-warnings', 'many']],
    [['--json', '--sarif']],
    [['--nonsense']],
  ])('with 2 on a wrong word, and says so: %j', (args) => {
    file('unknown.yaml', `${first}: block\n`);
    file('severity.yaml', 'EXTERNAL_LINK: never\n');
    file('list.yaml', '- EXTERNAL_LINK\n');
    file('broken.yaml', `{ ${first}: [\n`);
    const { status, stdout, stderr } = lint(args, 'Hei');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });
});
