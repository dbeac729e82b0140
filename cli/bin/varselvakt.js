#!/usr/bin/env node
// Starts the command on Node 24 whatever Node runs this file: the code is TypeScript that only Node 24 reads as it is.
// On an older one, the Node that came with the dependencies takes over; signals and the exit code pass through.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as module from 'node:module';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const oldestMajor = 24;
const entry = new URL('../src/main.ts', import.meta.url);
const bundledNode = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));
// What a verb that is called often has compiled once, it need not compile again. A folder that cannot be written does no harm.
const isService = process.argv[2] === 'run';
const compiledFolder = fileURLToPath(new URL('../../node_modules/.cache/varselvakt', import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= oldestMajor) {
  if (!isService) module.enableCompileCache(compiledFolder);
  await import(entry.href);
} else if (existsSync(bundledNode)) {
  handOver();
} else {
  process.stderr.write(
    `varselvakt needs Node ${oldestMajor} or newer; this is ${process.version}. Run "npm install" in the repository, which brings one, or install Node ${oldestMajor}.\n`,
  );
  process.exitCode = 2;
}

function handOver() {
  // The flags keep services small; every other verb shall be fast.
  const flags = isService ? JSON.parse(readFileSync(new URL('node-flags.json', import.meta.url), 'utf8')) : [];
  const env = isService ? process.env : { NODE_COMPILE_CACHE: compiledFolder, ...process.env };
  const child = spawn(bundledNode, [...flags, fileURLToPath(entry), ...process.argv.slice(2)], {
    env,
    stdio: 'inherit',
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  // From a terminal the child gets Ctrl-C as well; it takes two within a blink for one.
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', () => {
    process.stderr.write(
      'varselvakt could not start the Node that came with the dependencies. Run "npm install" again.\n',
    );
    process.exitCode = 2;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 15);
  });
}
