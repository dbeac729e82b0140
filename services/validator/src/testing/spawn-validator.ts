import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sampleRegisterPath } from '@varselvakt/testkit';

/** A validator in a process of its own. */
export type ValidatorProcess = ReturnType<typeof spawnValidator>;

/** Starts a validator as it is started in production, with the sample register and whatever the environment changes. */
export function spawnValidator(environment: NodeJS.ProcessEnv) {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: {
      ...process.env,
      REGISTER_PATH: sampleRegisterPath,
      HTTP_PORT: '0',
      HTTP_HOST: '127.0.0.1',
      LOG_FORMAT: 'json',
      VALIDATOR_GROUP_ID: `${environment['TOPIC_PREFIX']}validator`,
      NODE_OPTIONS: '--disable-warning=TimeoutNegativeWarning',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    /** All that it has written to standard output and error. */
    output: () => output,
    /** Throws when it has ended. */
    isRunning: () => {
      if (child.exitCode !== null) throw new Error(`The validator ended with ${child.exitCode}:\n${output}`);
      return output.includes('"running"');
    },
    /** Where it serves health and metrics. */
    address: () => /"http":"([^"]+)"/.exec(output)?.[1] ?? '',
    /** Asks it to stop and gives its exit code. */
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
    /** Ends it at once, as a machine that loses power would. */
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}
