import { bodyTypes, ruleCodes } from '@varselvakt/rules';
import { Argument, type Command } from 'commander';
import { renderBashScript } from '../completion/bash-script.ts';
import { readCompletionTree } from '../completion/completion-tree.ts';
import { renderFishScript } from '../completion/fish-script.ts';
import { renderZshScript } from '../completion/zsh-script.ts';
import { serviceNames } from '../service-files.ts';
import type { Terminal } from '../terminal.ts';

const renderers = { bash: renderBashScript, zsh: renderZshScript, fish: renderFishScript } as const;

const footer = `
bash: source <(varselvakt completion bash)                     in ~/.bashrc
zsh:  source <(varselvakt completion zsh)                      in ~/.zshrc, after compinit
fish: varselvakt completion fish > ~/.config/fish/completions/varselvakt.fish`;

/** `completion`: what a shell needs to complete the words of this command. */
export function addCompletionCommand(program: Command, terminal: Terminal): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'whose language').choices(Object.keys(renderers)))
    .description('print a script that lets the shell complete verbs, options, codes and services')
    .addHelpText('after', footer)
    .action(async (shell: keyof typeof renderers) => {
      const { createProgram } = await import('../program.ts'); // which loads this module
      const whole = await createProgram(terminal, undefined);
      const tree = readCompletionTree(whole, { code: ruleCodes, body: bodyTypes, service: serviceNames });
      terminal.print(renderers[shell](whole.name(), tree).trimEnd());
    });
}
