import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { alertGroups } from './alert-rules.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const alerts = Object.values(alertGroups).flat();

function promtool(...args: readonly string[]) {
  const { error, status, stdout, stderr } = spawnSync('promtool', args, {
    cwd: join(root, 'deploy/prometheus'),
    encoding: 'utf8',
  });
  if (error !== undefined) throw new Error('promtool is needed (Debian package prometheus)', { cause: error });
  return { status, output: `${stdout}${stderr}` };
}

test('Prometheus takes every rule', () => {
  const { status, output } = promtool('check', 'rules', 'alerts.yaml');
  expect(output).toContain(`SUCCESS: ${alerts.length} rules found`);
  expect(status).toBe(0);
});

test('every alert fires when it should and is silent when it should not', () => {
  const { status, output } = promtool('test', 'rules', 'alerts.test.yaml');
  expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('SUCCESS') });
});

test.each(alerts.map(({ name }) => name))('%s has a case in which it fires', (name) => {
  expect(read('deploy/prometheus/alerts.test.yaml')).toContain(`Varselvakt${name}"`);
});

test('every alert asks for metrics that there are', () => {
  const known = new Set([...read('docs/metrics.md').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name));
  const asked = alerts.flatMap(({ expression }) => expression.match(/\b(?:notif|kafka)_\w+/g) ?? []);
  expect(asked.length).toBeGreaterThan(alerts.length);
  expect(asked.filter((name) => !known.has(name.replace(/_bucket$/, '')))).toEqual([]);
});

test('every word of the runbook that is a command is one', () => {
  const verbs = new Set([...read('cli/src/program.ts').matchAll(/^ {2}(\w+): async/gm)].map(([, verb]) => verb));
  const said = [...read('docs/runbook.md').matchAll(/varselvakt ([a-z]+)/g)].map(([, verb]) => verb);
  expect(said.length).toBeGreaterThan(10);
  expect(said.filter((verb) => !verbs.has(verb))).toEqual([]);
});
