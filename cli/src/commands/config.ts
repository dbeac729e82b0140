import { printConfig } from '@varselvakt/runtime';
import type { Command } from 'commander';
import { readConfig } from '../read-config.ts';
import { parseServiceName, readConfigSchema, serviceNames } from '../service-files.ts';
import { formatTable, type Terminal } from '../terminal.ts';

/** `config print`: what a service would run with, secrets covered. */
export function addConfigCommand(program: Command, terminal: Terminal): void {
  const config = program.command('config').description('the settings of a service');
  config
    .command('print')
    .requiredOption('--service <service>', serviceNames.join(' | '))
    .option('--json', 'as JSON')
    .description('check the environment and show every setting; secrets are covered')
    .action(async (options: { service: string; json?: true }) => {
      const schema = await readConfigSchema(parseServiceName(options.service));
      const printed = printConfig(schema, readConfig(schema));
      if (options.json) terminal.printJson(printed);
      else
        terminal.print(
          formatTable(
            ['SETTING', 'VALUE', 'MEANING'],
            printed.map((one) => [one.name, one.value, one.about]),
          ),
        );
    });
}
