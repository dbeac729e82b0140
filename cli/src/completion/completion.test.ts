/** `varselvakt completion`: what a real bash offers after it has read the script, and what the other scripts are made of. */
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { bodyTypes, ruleCodes } from '@varselvakt/rules';
import { Argument, Command, Option } from 'commander';
import { runVarselvakt } from '../testing/run-varselvakt.ts';
import { renderBashScript } from './bash-script.ts';
import { readCompletionTree } from './completion-tree.ts';
import { renderFishScript } from './fish-script.ts';
import { renderZshScript } from './zsh-script.ts';

/** Asks bash as readline does: the words before the cursor, the last of them to be completed. */
function complete(script: string, ...words: readonly string[]): readonly string[] {
  const asking = `${script}\nCOMP_WORDS=(varselvakt "$@"); COMP_CWORD=$#; _varselvakt; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', asking, 'bash', ...words], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((word) => word !== '');
}

describe('in bash the command completes', () => {
  let script: string;
  beforeAll(() => {
    const { status, stdout, stderr } = runVarselvakt(['completion', 'bash']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    script = stdout;
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['verbs', ['fee'], ['feedback']],
    ['second names of verbs', ['schem'], ['schemas', 'schema']],
    ['verbs of verbs', ['topics', 'a'], ['apply', 'acl']],
    ['their options', ['topics', 'acl', '--e'], ['--env']],
    ['the words that an option takes', ['topics', 'acl', '--env', ''], ['dev', 'prod']],
    ['services', ['run', 'per'], ['persister']],
    ['the shells it knows', ['completion', ''], ['bash', 'zsh', 'fish', '-h', '--help']],
    ['bodies', ['sample', 'Case'], bodyTypes.filter((type) => type.startsWith('Case'))],
    ['codes', ['explain', 'TEXT_S'], ruleCodes.filter((code) => code.startsWith('TEXT_S'))],
    [
      'codes after an option',
      ['feedback', '--producer', 'p', '--code', 'LINK_'],
      ruleCodes.filter((code) => code.startsWith('LINK_')),
    ],
  ])('%s', (_, words, offered) => expect(complete(script, ...words)).toEqual(offered));

  test('every verb that the help names', () => {
    const { stdout } = runVarselvakt(['--help']);
    const named = [...stdout.matchAll(/^ {2}([a-z]+)[ |]/gm)].map(([, verb]) => verb ?? '');
    expect(named).toContain('completion');
    const offered = complete(script, '');
    for (const verb of named.filter((one) => one !== 'help')) expect(offered).toContain(verb);
  });

  test('nothing that would hide the files where files are meant', () => {
    expect(complete(script, 'lint', '')).toEqual([]);
    expect(complete(script, 'register', 'check', './')).toEqual([]);
  });
});

const createProgram = (): Command => {
  const program = new Command('tool');
  program
    .command('go')
    .alias('run')
    .description("go: don't stop")
    .addArgument(new Argument('<where>').choices(['up', 'down']))
    .addOption(new Option('-s, --speed <speed>', 'how fast').choices(['slow']))
    .option('--map <file>', 'the map');
  program.command('secret', { hidden: true });
  return program;
};

describe('every command of a program', () => {
  const tree = readCompletionTree(createProgram(), {});

  test('is known by all its names, with what may follow', () => {
    expect(tree.map(({ path }) => path.join(' '))).toEqual(['', 'go', 'run']);
    expect(tree[1]).toMatchObject({
      argument: { kind: 'words', words: ['up', 'down'] },
      options: [
        { flags: ['-s', '--speed'], value: { kind: 'words', words: ['slow'] } },
        { flags: ['--map'], value: { kind: 'files' } },
        { flags: ['-h', '--help'], value: null },
      ],
    });
  });

  test('is offered in zsh, with quotes and colons that cannot break the script', () => {
    const script = renderZshScript('tool', tree);
    expect(script).toMatch(/^#compdef tool\n/);
    expect(script).toContain(`'go:go'`);
    expect(script).toContain(`'go:--speed'|'go:-s'`.split('|').toReversed().join('|'));
    expect(script).not.toContain('secret');
  });

  test('is offered in fish', () => {
    const script = renderFishScript('tool', tree);
    expect(script).toContain(`complete -c tool -n '__tool_at \\'go\\'' -s s -l speed -x -a 'slow' -d 'how fast'`);
    expect(script).toContain(`-l map -r -F -d 'the map'`);
    expect(script).not.toContain('secret');
  });

  test('is offered in bash', () => {
    expect(renderBashScript('tool', tree)).toContain('complete -o default -F _tool tool');
  });
});
