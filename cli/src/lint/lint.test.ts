/** `lint` as people start it: what comes out, with which exit code, and what must never come out. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createEncoder } from '@varselvakt/codec';
import { sampleEvent } from '@varselvakt/rules';
import { sampleRegisterPath } from '@varselvakt/testkit';

const entry = fileURLToPath(new URL('../main.ts', import.meta.url));
/** Synthetic identity numbers (month + 80) and an invented address: none of them may ever come out. */
const markers = ['17912099997', '29822099635', 'navn.navnesen@example.org'];
const [first = '', second = '', address = ''] = markers;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'varselvakt-lint-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return name;
};

function lint(args: readonly string[], input: string | Buffer = '', nodeFlags: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeFlags, entry, 'lint', ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  for (const marker of markers) expect(stdout + stderr).not.toContain(marker);
  expect(stderr).not.toMatch(/^\s+at /m);
  return { status, stdout, stderr };
}

type Result = { id: unknown; verdict: string; findings: { code: string; start: number; end: number }[]; line: number };
const resultsOf = (stdout: string): readonly Result[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Result);
const summaryOf = (stdout: string) =>
  resultsOf(stdout).map(({ id, verdict, findings }) => [id, verdict, ...findings.map(({ code }) => code)]);

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
    const { start, end } = resultsOf(stdout)[1]?.findings[0] ?? { start: 0, end: 0 };
    expect(texts[1]?.text.slice(start, end)).toBe(first);
    expect([status, stderr]).toEqual([1, '']);
  });

  test('one a line, also when a line begins like JSON, ends like Windows, or is blank', () => {
    const { status, stdout } = lint(['--texts', '--json', '-'], `{navn} har svart\r\n\r\n[1]\r\nHei ${first}\r\n`);
    expect(resultsOf(stdout).map(({ verdict, line }) => [verdict, line])).toEqual([
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

describe('lint judges the rest when something cannot be read', () => {
  const good = JSON.stringify({ id: 'good', text: 'Hei' });

  test.each<readonly [string, string | Buffer, string, number]>([
    ['broken JSON', `{"id":"x","text":"${first}\n${good}`, 'INPUT_INVALID_JSON', 1],
    ['a text that is none', `{"text":${first}}\n${good}`, 'INPUT_NOT_A_TEXT', 1],
    [
      'invalid UTF-8',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${first}\n${good}`)]),
      'INPUT_NOT_UTF8',
      1,
    ],
    [
      'invalid UTF-8 further down',
      Buffer.concat([Buffer.from(`${good}\n${address} `), Buffer.from([0xc0, 0x0a]), Buffer.from(good)]),
      'INPUT_NOT_UTF8',
      2,
    ],
  ])('%s', (_what, content, code, line) => {
    const { status, stdout } = lint(['--texts', '--json'], content);
    expect(status).toBe(2);
    expect(summaryOf(stdout)).toContainEqual(['good', 'ACCEPTED']);
    expect(resultsOf(stdout)).toContainEqual(
      expect.objectContaining({ verdict: 'UNREADABLE', line, findings: [expect.objectContaining({ code })] }),
    );
    for (const format of ['--sarif', '--github', '--quiet'])
      expect(lint(['--texts', format], content).stdout).toContain(code);
  });

  test('a file that is missing, empty, broken, or neither JSON nor Avro', () => {
    file('empty.json', '');
    file('blank.txt', ' \n\n');
    file('broken.json', `{\n  "eventId": "${first}",\n  oops\n}`);
    file('misfit.json', JSON.stringify({ ...cleanEvent, [first]: second }));
    file('cut.avro', createEncoder('ProducerEvent', 7)(cleanEvent).subarray(0, 60));
    file('last.json', JSON.stringify(cleanEvent));
    const names = [
      'empty.json',
      'blank.txt',
      'broken.json',
      'misfit.json',
      'cut.avro',
      'no/such.json',
      '*.nothing',
      'last.json',
    ];
    const { status, stdout } = lint(['--json', ...names]);
    expect(summaryOf(stdout).map(([, , code]) => code)).toEqual([
      'INPUT_EMPTY',
      'INPUT_EMPTY',
      'INPUT_INVALID_JSON',
      'INPUT_NOT_AN_EVENT',
      'INPUT_AVRO_CORRUPT',
      'INPUT_MISSING',
      'INPUT_MISSING',
      undefined,
    ]);
    expect(stdout.match(/"file":"[^"]*"/g)).toEqual(names.map((name) => `"file":"${name}"`));
    expect(stdout).toContain(
      '"code":"INPUT_INVALID_JSON","severity":"block","clause":null,"path":null,"start":null,"end":null,"line":3',
    );
    expect(status).toBe(2);
    expect(summaryOf(lint(['--json'], `Hei ${first}`).stdout)).toEqual([[null, 'UNREADABLE', 'INPUT_UNKNOWN_FORMAT']]);
  });

  test('lone surrogates, NUL and a line of a megabyte are judged like any other text', () => {
    const lines = [
      `{"id":"s","text":"halv \\ud83d ${first}"}`,
      `{"id":"n","text":"null \\u0000 ${first}"}`,
      JSON.stringify({ id: 'm', text: `${'ord og tall 12 '.repeat(70_000)}${first}` }),
      `\u0000 ${first}`,
    ];
    const { status, stdout } = lint(['--texts', '--json'], lines.join('\n'));
    expect(resultsOf(stdout).map(({ id, verdict }) => [id, verdict])).toEqual(
      ['s', 'n', 'm', null].map((id) => [id, 'REJECTED']),
    );
    expect(stdout.match(/TEXT_IDENTITY_NUMBER"/g)).toHaveLength(4);
    expect(status).toBe(1);
    expect(lint(['--texts'], lines.join('\n')).stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('a line beyond every bound is told and skipped', () => {
    const { status, stdout } = lint(['--texts', '--json'], `${'x'.repeat(17 * 1024 * 1024)}\n${good}\n`);
    expect(summaryOf(stdout)).toEqual([
      [null, 'UNREADABLE', 'INPUT_TOO_LARGE'],
      ['good', 'ACCEPTED'],
    ]);
    expect(status).toBe(2);
  });
});

describe('lint writes for machines', () => {
  const content = `${JSON.stringify(badEvent)}\nbroken\n`;

  test('SARIF 2.1.0 with the rules it names', () => {
    const sarif = JSON.parse(lint(['--sarif', file('bad file.ndjson', content)]).stdout);
    expect(sarif).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') });
    const [run] = sarif.runs;
    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.invocations).toEqual([{ executionSuccessful: false }]);
    expect(run.results).toHaveLength(2);
    for (const { ruleId, ruleIndex, level, message, locations } of run.results) {
      expect(run.tool.driver.rules[ruleIndex]).toMatchObject({
        id: ruleId,
        shortDescription: { text: expect.any(String) },
      });
      expect([level, typeof message.text]).toEqual(['error', 'string']);
      const { artifactLocation, region } = locations[0].physicalLocation;
      expect(artifactLocation.uri).toBe('bad%20file.ndjson');
      expect(region.startColumn).toBeGreaterThan(0);
    }
    expect(run.results[0].locations[0].physicalLocation.region).toMatchObject({ startLine: 1, endLine: 1 });
    expect(JSON.parse(lint(['--sarif', '--texts'], 'Hei').stdout).runs[0]).toMatchObject({
      results: [],
      invocations: [{ executionSuccessful: true }],
    });
  });

  test('annotations of a GitHub workflow', () => {
    const { stdout, status } = lint(['--github', file('bad,file.ndjson', content)]);
    const column = JSON.stringify(badEvent).indexOf(first) + 1;
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      expect.stringContaining(
        `::error file=bad%2Cfile.ndjson,line=1,col=${column},title=TEXT_IDENTITY_NUMBER::body.text: `,
      ),
      expect.stringContaining('::error file=bad%2Cfile.ndjson,line=2,col=1,title=INPUT_INVALID_JSON::'),
    ]);
    expect(status).toBe(2);
  });
});

describe('lint reads long pipes', () => {
  const count = 60_000;
  const lines = Array.from({ length: count }, (_, index) =>
    index % 7 === 0
      ? `{"id":${index},"text":"Nummer ${first}"}`
      : `{"id":${index},"text":"${'Alt er vel '.repeat(index % 20)}"}`,
  ).join('\n');

  test('on threads, in order, with the same output as on one', () => {
    const alone = lint(['--texts', '--json', '--threads', '0'], lines);
    const many = lint(['--texts', '--json', '--threads', '3'], lines);
    expect(many).toEqual(alone);
    expect(resultsOf(many.stdout).map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, index) => index));
    expect(many.status).toBe(1);
  });

  test('and ends quietly when nobody reads on', () => {
    const path = file('long.ndjson', lines);
    const command = `"${process.execPath}" "${entry}" lint --texts --json "${path}" | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toBe('');
  });
});

test('lint loads no client of a server and no web framework', () => {
  const hook = `import { registerHooks } from 'node:module'; const seen = []; registerHooks({ load: (url, context, next) => { seen.push(url); return next(url, context); } }); process.on('exit', () => process.stderr.write(seen.join('\\n')));`;
  const { status, stderr } = lint(['--texts', '--quiet'], 'Hei', [
    '--import',
    `data:text/javascript,${encodeURIComponent(hook)}`,
  ]);
  expect(status).toBe(0);
  expect(stderr).toContain('libs/rules/src/index.ts');
  expect(stderr).not.toMatch(/node_modules\/(kafkajs|pg|fastify|pino|prom-client|avsc|zod|yaml)\//);
});
