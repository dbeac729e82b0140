/** The command as people start it: by the Node of the machine, whatever its version, with its exit codes. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const launcher = fileURLToPath(new URL('../bin/varselvakt.js', import.meta.url));
const pathOfMachine = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))
  .join(delimiter);
const nodeOfMachine = execFileSync('sh', ['-c', 'command -v node'], {
  env: { PATH: pathOfMachine },
  encoding: 'utf8',
}).trim();
const settings = { PATH: pathOfMachine, HTTP_PORT: '0', HTTP_HOST: '127.0.0.1', KAFKA_BROKERS: '127.0.0.1:1' };

function varselvakt(args: readonly string[], env: Record<string, string> = { PATH: pathOfMachine }) {
  const { status, stdout, stderr } = spawnSync(nodeOfMachine, [launcher, ...args], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('varselvakt', () => {
  test('starts on the Node of the machine and says what it can do', () => {
    const { status, stdout, stderr } = varselvakt(['--help']);
    expect([status, stderr]).toEqual([0, '']);
    for (const verb of ['run', 'topics', 'schemas', 'db', 'config', 'stack'])
      expect(stdout).toMatch(new RegExp(`^ {2}${verb}\\b`, 'm'));
  });

  test.each([
    [['nonsense']],
    [['run']],
    [['run', 'nonsense']],
    [['topics', 'apply', '--nonsense']],
    [['config', 'print', '--service', 'nonsense']],
    [['topics', 'apply']],
    [['schemas', 'register']],
  ])('ends with 2 and says what is wrong: %j', (args) => {
    const { status, stdout, stderr } = varselvakt(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('ends with 3 when a server cannot be reached', () => {
    const { status, stderr } = varselvakt(['schemas', 'register'], {
      PATH: pathOfMachine,
      KAFKA_SCHEMA_REGISTRY: 'http://127.0.0.1:1',
    });
    expect(status).toBe(3);
    expect(stderr).toContain('There is no connection');
  });

  test('shows the settings of a service without its secrets', () => {
    const env = {
      ...settings,
      KAFKA_SCHEMA_REGISTRY: 'http://user:hush@localhost',
      DATABASE_URL: 'postgres://u:hush@h/d',
      KAFKA_SASL_MECHANISM: 'plain',
      KAFKA_SASL_USERNAME: 'u',
      KAFKA_SASL_PASSWORD: 'hush',
    };
    const { status, stdout } = varselvakt(['config', 'print', '--service', 'deleter', '--json'], env);
    expect(status).toBe(0);
    expect(stdout).not.toContain('hush');
    expect(JSON.parse(stdout)).toContainEqual({
      name: 'DATABASE_URL',
      value: '********',
      about: 'the Postgres database',
    });
  });

  test('lists every wrong setting of a service at once', () => {
    const { status, stderr } = varselvakt(['run', 'deleter'], {
      ...settings,
      HARD_DELETE_RECORD_DAYS: '0',
      DELETER_INTERVAL_SECONDS: '-1',
    });
    expect(status).toBe(1);
    for (const name of ['DATABASE_URL', 'KAFKA_SCHEMA_REGISTRY', 'HARD_DELETE_RECORD_DAYS', 'DELETER_INTERVAL_SECONDS'])
      expect(stderr).toContain(name);
  });

  test('passes a signal on to the service, and its exit code back', async () => {
    const child = spawn(nodeOfMachine, [launcher, 'run', 'monitor'], {
      env: settings,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk) => {
        text += chunk;
        if (text.includes('"msg":"running"')) resolve();
      });
    });
    child.kill('SIGTERM');
    const code = await new Promise((resolve) => child.once('close', resolve)); // close: nobody holds its output any more
    expect(code).toBe(0);
    expect(text).toContain('"cause":"SIGTERM"');
  }, 60_000);
});
