// What `npm start` and `npm test` run before anything is installed: plain JavaScript for any Node from 18 on, with nothing imported
// but Node itself. It installs the dependencies when that is due and hands over to the Node 24 that comes with them.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestMajor = 24;
const lockFile = join(root, 'package-lock.json');
const installedLockFile = join(root, 'node_modules', '.package-lock.json');
const stampFile = join(root, 'node_modules', '.varselvakt-installed');
const targets = {
  start: ['cli/bin/varselvakt.js', 'demo'],
  test: ['scripts/test.ts'],
};

const [task, ...args] = process.argv.slice(2);
if (!Object.hasOwn(targets, task ?? '')) {
  process.stderr.write('usage: node scripts/bootstrap.mjs start|test [arguments]\n');
  process.exitCode = 2;
} else if (!isInstallDue() || (await install())) {
  await handOver([...targets[task], ...args]);
}

/** Due when nothing is installed, or when the lock file is another one than was installed from. */
function isInstallDue() {
  if (!existsSync(installedLockFile)) return true;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockStamp()) return false;
  return statSync(installedLockFile).mtimeMs < statSync(lockFile).mtimeMs;
}

function lockStamp() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

/** Quiet; what npm says is shown only when it fails. */
async function install() {
  const beganAt = Date.now();
  const progress = showProgress('Installing dependencies', beganAt);
  const npm = process.env['npm_execpath'];
  const command = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = npm
    ? spawn(process.execPath, [npm, ...command], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn('npm', command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece));
  const code = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', resolve);
  });
  progress.end(code === 0);
  if (code !== 0) {
    process.stderr.write(`${output.trim()}\nnpm install failed (${code}).\n`);
    process.exitCode = 1;
    return false;
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, lockStamp());
  return true;
}

/** One line that counts the seconds on a terminal; elsewhere one at the beginning and one at the end. */
function showProgress(text, beganAt) {
  const seconds = () => `${((Date.now() - beganAt) / 1000).toFixed(0)} s`;
  const isTerminal = process.stderr.isTTY === true;
  const draw = () => process.stderr.write(`\r\u001b[2K${text} … ${seconds()}`);
  if (!isTerminal) process.stderr.write(`${text} …\n`);
  const timer = isTerminal ? setInterval(draw, 200) : undefined;
  return {
    end: (ok) => {
      clearInterval(timer);
      process.stderr.write(`${isTerminal ? '\r\u001b[2K' : ''}${text}: ${ok ? 'done' : 'failed'} after ${seconds()}\n`);
    },
  };
}

/** The Node of the dependencies; the one that runs this when that was not installed and this one is new enough. */
function findNode() {
  const bundled = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(bundled)) return bundled;
  return Number(process.versions.node.split('.')[0]) >= oldestMajor ? process.execPath : null;
}

/** Runs the real program with our terminal, signals and exit code. The pipe tells it when we are gone. */
async function handOver(command) {
  const node = findNode();
  if (node === null) {
    process.stderr.write(
      `Node ${oldestMajor} is needed; this is ${process.version}, and npm did not run the install script of the package "node".\n` +
        `Allow it (npm config set ignore-scripts false) and remove node_modules, or install Node ${oldestMajor}.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const guard = pathToFileURL(join(root, 'scripts', 'end-with-parent.mjs')).href;
  const flags = ['--disable-warning=ExperimentalWarning', `--import=${guard}`];
  const child = spawn(node, [...flags, ...command], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: {
      ...process.env,
      VARSELVAKT_PARENT_PIPE: '3',
      PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
    },
  });
  // Ctrl-C on a terminal reaches the program directly: passing it on would be a second one.
  let isEnding = false;
  const end = (signal) => {
    isEnding = true;
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
  // A second request would cut an orderly end short.
  watchNpm(() => isEnding || end('SIGTERM'));
  process.exitCode = await new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 15)));
  });
}

/** npm may be killed without a word; then nobody waits for us any more. */
function watchNpm(onGone) {
  const npmPid = process.env['npm_lifecycle_event'] ? findNpm(process.ppid) : null;
  if (npmPid === null) return;
  setInterval(() => {
    try {
      process.kill(npmPid, 0);
    } catch {
      onGone();
    }
  }, 500).unref();
}

/** npm runs a script through a shell, which may or may not have stepped aside for it. */
function findNpm(pid, generations = 3) {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(stdout ?? '') ?? [];
  if (command === undefined || generations === 0) return null;
  return /\bnpm\b/.test(command) ? pid : findNpm(Number(parent), generations - 1);
}
