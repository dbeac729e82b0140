import { spawnSync } from 'node:child_process';

/** Programs that tests run beside Node, each with its Debian package. */
const PROGRAMS = [
  { command: 'java', args: ['-version'], debianPackage: 'openjdk-17-jre-headless' },
  { command: 'javac', args: ['-version'], debianPackage: 'openjdk-17-jdk-headless' },
  { command: 'mvn', args: ['--version'], debianPackage: 'maven' },
  { command: 'kcat', args: ['-V'], debianPackage: 'kcat' },
  { command: 'faketime', args: ['--version'], debianPackage: 'faketime' },
  { command: 'promtool', args: ['--version'], debianPackage: 'prometheus' },
  { command: 'chromium', args: ['--version'], debianPackage: 'chromium' },
  { command: 'python3', args: ['-c', 'import venv, ensurepip'], debianPackage: 'python3-venv' },
] as const;

/**
 * Installs what the tests need and is not there, where we may (Debian, as root). Elsewhere it says what to install; the tests that need it will
 * fail, for a test that does not run has not passed.
 */
export function provideTestPrograms(say: (line: string) => void): void {
  const missing = PROGRAMS.filter(({ command, args }) => !runs(command, args)).map((one) => one.debianPackage);
  if (missing.length === 0) {
    return;
  }
  if (process.getuid?.() !== 0 || !runs('apt-get', ['--version'])) {
    say(`The tests need more than is installed here. On Debian: apt-get install ${missing.join(' ')}`);
    return;
  }
  say(`Installing ${missing.join(' ')} …`);
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...missing],
  ]) {
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status, stdout, stderr } = spawnSync('apt-get', args, { env: environment, encoding: 'utf8' });
    if (status !== 0) {
      say(`${stdout}${stderr}`.trim());
      say(`Could not install them; going on without.`);
      return;
    }
  }
}

function runs(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
