import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addConfigCommand } from './commands/config.ts';
import { addDatabaseCommand } from './commands/database.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addRegisterCommand } from './commands/register.ts';
import { addRunCommand } from './commands/run.ts';
import { addSchemasCommand } from './commands/schemas.ts';
import { addStackCommand } from './commands/stack.ts';
import { addTermsCommand } from './commands/terms.ts';
import { addTopicsCommand } from './commands/topics.ts';
import type { Terminal } from './terminal.ts';

const footer = `
Settings come from the environment ("varselvakt config print --service validator" shows them).
Exit codes: 0 ok, 1 findings or failed, 2 usage or settings, 3 no connection, 130 interrupted.`;

/** The whole command with all its verbs; running it is up to the caller. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('varselvakt')
    .description(
      'Carries out a notification platform’s terms of use on Kafka: content rules, retention, provable erasure.',
    )
    .version(readVersion())
    .addHelpText('after', footer)
    .showHelpAfterError('(add --help for what can be said)')
    .exitOverride();
  addRunCommand(program, terminal);
  addTopicsCommand(program, terminal);
  addSchemasCommand(program, terminal);
  addDatabaseCommand(program, terminal);
  addConfigCommand(program, terminal);
  addRegisterCommand(program, terminal);
  addTermsCommand(program, terminal);
  addStackCommand(program);
  addDemoCommand(program, terminal);
  return program;
}

function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
