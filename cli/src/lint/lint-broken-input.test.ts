/** `lint` on what is broken, hostile or long, and what machines read of it. */
import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createEncoder } from '@varselvakt/codec';
import { sampleEvent } from '@varselvakt/rules';
import { createLintFolder, entry, linesOf, markers, summaryOf } from './testing/lint-process.ts';

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
    expect(linesOf(stdout)).toContainEqual(
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
    expect(linesOf(stdout).map(({ id, verdict }) => [id, verdict])).toEqual(
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
    expect(linesOf(many.stdout).map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, index) => index));
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
