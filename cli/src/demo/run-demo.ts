import { createReleaseStack, type ReleaseStack } from '@varselvakt/runtime';
import { sampleRegisterPath } from '@varselvakt/testkit';
import { CommandError, exitCodes } from '../command-error.ts';
import { serviceNames } from '../service-files.ts';
import type { Terminal } from '../terminal.ts';
import { type ConsoleSignIn, createConsoleSignIn } from './console-sign-in.ts';
import { openDemoStack } from './demo-stack.ts';
import { createPaint, type Paint } from './paint.ts';
import { connectToPipeline } from './pipeline-connection.ts';
import { type RunningService, runToEnd, startServiceProcess } from './pipeline-processes.ts';
import { createTelling } from './tell-the-story.ts';

export interface DemoOptions {
  /** End when the story is told: exit code 0 when every sample met its fate. */
  readonly once: boolean;
  /** Use the pipeline that already runs at the addresses in the environment; start nothing. */
  readonly running: boolean;
}

interface Demo {
  readonly options: DemoOptions;
  readonly release: ReleaseStack;
  readonly signal: AbortSignal;
  readonly paint: Paint;
  readonly say: (line: string) => void;
}

/**
 * The main job on real parts: servers, services, a story of samples, and what became of each. Gives the exit code.
 * Everything that was started is ended before it returns, also after Ctrl-C.
 */
export async function runDemo(options: DemoOptions, terminal: Terminal): Promise<number> {
  const stopping = new AbortController();
  const release = createReleaseStack();
  const paint = createPaint(process.stdout);
  const demo: Demo = { options, release, signal: stopping.signal, paint, say: terminal.print };
  const stop = () => (stopping.signal.aborted ? process.exit(exitCodes.interrupted) : stopping.abort());
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  try {
    return await play(demo);
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    return options.once ? exitCodes.interrupted : exitCodes.ok;
  } finally {
    if (!options.once) terminal.print(paint.faint('ending what was started …'));
    await release.releaseAll({ deadlineMs: 60_000 });
  }
}

async function play(demo: Demo): Promise<number> {
  const { options, paint, say } = demo;
  const startedAt = Date.now();
  const environment = await prepare(demo);
  const signIn = createConsoleSignIn(environment);
  const services = options.running ? [] : await startServices(demo, environment, signIn);
  const crashed = Promise.race(
    services.map(({ name, logFile, ended }) => ended.then((code) => report(name, code, logFile))),
  );
  const story = tellIt(demo, environment);
  const tally = await Promise.race([story, ...(services.length > 0 ? [crashed] : [])]);
  const total = tally.met + tally.unexpected;
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(0);
  const sum = `${tally.met} of ${total} samples met their expected fate, ${seconds} s after the start`;
  say(`\n${tally.unexpected === 0 ? paint.good(sum) : paint.bad(sum)}`);
  if (options.once || options.running) return tally.unexpected === 0 ? exitCodes.ok : exitCodes.failed;
  showWhatNext(demo, environment, services, signIn);
  await Promise.race([crashed, aborted(demo.signal)]);
  return exitCodes.ok;
}

/** Servers, topics, schemas, tables. */
async function prepare({ options, release, say, paint }: Demo): Promise<NodeJS.ProcessEnv> {
  if (options.running) return process.env;
  say(paint.strong('servers'));
  const { variables, stop } = await openDemoStack();
  release.push('stack', stop, { deadlineMs: 30_000 });
  const environment = {
    DELETER_INTERVAL_SECONDS: '1',
    REGISTER_PATH: sampleRegisterPath,
    INBOUND_TOPICS: 'notifications.inbound,notifications.inbound.oppfolging-demo',
    ...process.env,
    ...variables,
  };
  await Promise.all(
    [
      ['topics', 'apply'],
      ['schemas', 'register'],
      ['db', 'migrate'],
    ].map((words) => runToEnd(words, environment)),
  );
  say('  topics, schemas and tables are in place');
  return environment;
}

async function startServices(
  { release, say, paint }: Demo,
  environment: NodeJS.ProcessEnv,
  { variables }: ConsoleSignIn,
): Promise<RunningService[]> {
  say(`\n${paint.strong('services')}`);
  return Promise.all(
    serviceNames.map(async (name) => {
      const own = name === 'monitor' ? { ...environment, ...variables } : environment;
      const service = await startServiceProcess(name, own, '.varselvakt/logs');
      release.push(name, service.stop, { deadlineMs: 35_000 });
      say(`  ${name.padEnd(10)} ${service.address}`);
      return service;
    }),
  );
}

async function tellIt({ release, signal, say, paint }: Demo, environment: NodeJS.ProcessEnv) {
  const pipeline = await connectToPipeline(environment, release);
  const { publish, findStored } = pipeline;
  const telling = createTelling({ publish, findStored, say, paint, signal, now: Date.now });
  await pipeline.watch(telling.tell);
  say(`\n${paint.strong('what becomes of each sample')}  ${paint.faint('(two invented producers)')}`);
  return telling.run();
}

function report(name: string, code: number, logFile: string): never {
  throw new CommandError(`The ${name} ended with code ${code}; its log: ${logFile}`, exitCodes.failed);
}

function showWhatNext(
  { say, paint }: Demo,
  environment: NodeJS.ProcessEnv,
  services: readonly RunningService[],
  signIn: ConsoleSignIn,
): void {
  const monitor = services.find(({ name }) => name === 'monitor')?.address ?? '';
  say(`\n${paint.strong('console')}  (the address signs you in as operator, once)`);
  say(`  ${signIn.addressAt(monitor)}`);
  const metrics = services.map(({ name, address }) => `  ${name.padEnd(10)} ${address}/metrics`);
  say(`\n${paint.strong('still up')}  (Ctrl-C ends everything)`);
  for (const name of ['KAFKA_BROKERS', 'KAFKA_SCHEMA_REGISTRY', 'DATABASE_URL']) {
    say(`  export ${name}='${environment[name]}'`);
  }
  for (const line of metrics) say(line);
  say(`\n${paint.strong('try next')}  in another terminal, with the three lines above`);
  say('  npx varselvakt demo --running          the story again, against the services above');
  say('  python docs/producers/python/publish.py tilskudd-demo Tilskudd');
  say('  npx varselvakt --help');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
