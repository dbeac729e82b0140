/** `register new` and `terms status`, as people and pipes start them. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assessmentKinds } from '@varselvakt/rules';
import { publishedTerms } from '@varselvakt/terms';
import { stringify } from 'yaml';
import { runVarselvakt } from './testing/run-varselvakt.ts';

const sampleRegister = fileURLToPath(new URL('../../libs/testkit/sample/register.yaml', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'varselvakt-new-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const varselvakt = (args: readonly string[], input = '') => runVarselvakt(args, { folder, input });

const assessment = (reference: string) => ['ja', reference, '', '', ''];
const whoAndTerms = ['ny-demo', 'Team Ny', '#ny', '', 'dev,prod', 'ja', 'Kari Leder', 'Leder', '', 'V-1'];
const aboutLabel = ['Ny', 'Formål', 'P4M', '', '6.1.e', 'B-9', 'elsewhere', '', 'https://www.nav.no/personvern'];
const lines = (...words: readonly string[]) => `${words.join('\n')}\n`;

describe('register new', () => {
  test('asks on standard error, judges each answer at once, and prints an entry that is ready for prod', () => {
    const input = lines(
      'Feil Id',
      ...whoAndTerms,
      ...aboutLabel.slice(0, 2),
      'fire måneder',
      ...aboutLabel.slice(2),
      ...['kanskje', 'ja', 'R-1', '', '2999-01-01', '', ''],
      ...assessmentKinds.slice(1).flatMap(assessment),
      'nei',
    );
    const { status, stdout, stderr } = varselvakt(['register', 'new', '--lang', 'en'], input);
    expect(status).toBe(0);
    for (const fault of [
      'id: must be 1 to 63',
      'retention: must be an ISO',
      'legal-basis: ',
      'legal-basis.date: lies in',
    ])
      expect(stderr).toContain(fault);
    expect(stdout).not.toContain('Name of the team');
    expect(stdout).toContain([...publishedTerms.values()].at(-1));

    const file = join(folder, 'new.yaml');
    writeFileSync(file, stdout.replace('environments:', 'topics: [t.ny]\n    environments:'));
    expect(varselvakt(['register', 'check', file])).toMatchObject({ status: 0, stderr: '' });
    expect(varselvakt(['terms', 'status', 'ny-demo', '--register', file])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Klar for prod.'),
    });
  });

  test('says what is still missing where a statement is not confirmed, and takes several labels', () => {
    const input = lines(
      ...whoAndTerms,
      ...aboutLabel,
      ...assessmentKinds.flatMap(() => ['nei']),
      'ja',
      ...aboutLabel.with(0, 'Ny 2'),
      ...assessmentKinds.flatMap(assessment),
      'nei',
    );
    const { status, stdout, stderr } = varselvakt(['register', 'new'], input);
    expect([status, stdout.match(/- name: /g)?.length]).toEqual([0, 2]);
    expect(stderr.match(/ASSESSMENT_MISSING/g)?.length).toBe(assessmentKinds.length);
  });

  test('prints nothing when the answers end too early', () => {
    const { status, stdout, stderr } = varselvakt(['register', 'new'], lines('ny-demo'));
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('The answers ended before "team"');
  });
});

describe('register new from a file of answers', () => {
  const answers = {
    id: 'ny-demo',
    team: 'Team Ny',
    email: 'ny@example.com',
    environments: ['dev'],
    accepted: true,
    acceptedBy: 'Kari Leder',
    role: 'Leder',
    labels: [
      {
        name: 'Ny',
        retention: 'P4M',
        legalBasis: 'none',
        processingRecord: 'B-9',
        archive: 'not-subject',
        privacyNotice: 'https://www.nav.no/personvern',
        ...Object.fromEntries(
          assessmentKinds.flatMap((kind) => [
            [`assessed.${kind}`, true],
            [`assessed.${kind}.reference`, 'R'],
          ]),
        ),
      },
    ],
  };
  const run = (content: string, ...more: readonly string[]) => {
    const file = join(folder, 'answers.yaml');
    writeFileSync(file, content);
    return varselvakt(['register', 'new', '--answers', file, ...more]);
  };

  test.each([
    ['YAML', stringify(answers)],
    ['JSON', JSON.stringify(answers)],
  ])('in %s writes a good entry, and never over a file that is there', (_form, text) => {
    const out = join(folder, 'out.yaml');
    rmSync(out, { force: true });
    expect(run(text, '--out', out)).toMatchObject({ status: 0, stdout: '' });
    expect(varselvakt(['register', 'check', out]).status).toBe(0);
    const written = readFileSync(out, 'utf8');
    expect(run(text, '--out', out).status).toBe(1);
    expect(readFileSync(out, 'utf8')).toBe(written);
  });

  test.each([
    ['an answer that is wrong', { ...answers, id: 'Feil Id' }, 'id: must be 1 to 63'],
    ['an answer that is not given', { ...answers, role: '' }, 'role: svar må gis'],
    ['an answer that nobody asked for', { ...answers, colour: 'red' }, '"colour" is not asked'],
    [
      'a label that is wrong',
      { ...answers, labels: [{ name: 'Ny', retention: 'lenge' }] },
      'labels[0].retention: must be',
    ],
    ['labels that are none', { ...answers, labels: 'Ny' }, 'labels is not a list'],
    ['no answers', [1], 'holds no answers'],
  ])('with %s says so and writes nothing', (_what, wrong, words) => {
    const out = join(folder, 'none.yaml');
    const { status, stderr } = run(JSON.stringify(wrong), '--out', out);
    expect(status).toBe(1);
    expect(stderr).toContain(words);
    expect(existsSync(out)).toBe(false);
  });

  test('that cannot be read says so', () => {
    expect(run('a: [').stderr).toContain('is not readable as YAML or JSON');
    expect(varselvakt(['register', 'new', '--answers', 'nowhere.yaml']).status).toBe(2);
  });
});

describe('terms status', () => {
  const status = (...args: readonly string[]) => varselvakt(['terms', 'status', ...args, '--register', sampleRegister]);

  test('says that a producer with everything is ready', () => {
    expect(status('tilskudd-demo', '--lang', 'en')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Ready for prod.'),
    });
  });

  test('says what a producer and each of its labels lack, and ends with 1', () => {
    const { status: code, stdout } = status('oppfolging-demo');
    expect(code).toBe(1);
    expect(stdout).toContain('Bruksvilkårene er ikke godtatt.');
    expect(status('oppfolging-demo', '--env', 'dev').status).toBe(0);
    const json = JSON.parse(status('tilskudd-demo', '--json').stdout);
    expect(json.labels.map((label: { name: string; gaps: unknown[] }) => [label.name, label.gaps.length])).toEqual([
      ['Tilskudd', 0],
      ['Tilskudd (ny)', 5],
    ]);
  });

  test('of a producer that the register does not have is a usage error that names those it has', () => {
    const { status: code, stderr } = status('nobody');
    expect(code).toBe(2);
    expect(stderr).toContain('oppfolging-demo, tilskudd-demo');
    expect(varselvakt(['terms', 'status', 'a']).status).toBe(2);
  });
});
