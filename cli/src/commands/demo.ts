import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

type DemoWords = { once?: true; running?: true };

/** `demo`: the main job on real parts, with sample events of which one sees what becomes of them. `npm start` is this. */
export function addDemoCommand(program: Command, terminal: Terminal): void {
  program
    .command('demo')
    .option('--once', 'end when the story is told; exit code 1 when a sample did not meet its expected fate')
    .option('--running', 'use the pipeline that runs at the addresses in the environment; start nothing')
    .description('start servers and services, publish sample events, and show what becomes of each')
    .action(async (words: DemoWords) => {
      const { runDemo } = await import('../demo/run-demo.ts'); // only here: a service starts without it
      process.exitCode = await runDemo({ once: words.once === true, running: words.running === true }, terminal);
    });
}
