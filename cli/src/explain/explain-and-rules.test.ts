/** `explain` and `rules`, as people start them. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { explainCode, ruleCodes, ruleSet } from '@varselvakt/rules';
import { entry } from '../lint/testing/lint-process.ts';
import { runVarselvakt } from '../testing/run-varselvakt.ts';

const varselvakt = (...args: readonly string[]) => runVarselvakt(args);

describe('explain', () => {
  test('takes a code in any case, in both languages', () => {
    for (const word of ['TEXT_TOO_LONG', 'text_too_long', ' Text-Too-Long ']) {
      const { status, stdout } = varselvakt('explain', word, '--lang', 'en');
      expect([status, stdout.split('\n')[0]]).toEqual([0, 'TEXT_TOO_LONG']);
    }
    const { stdout } = varselvakt('explain', 'TEXT_IDENTITY_NUMBER');
    expect(stdout).toContain('Gjør dette: ');
    expect(stdout).toMatch(/Vilkår: C12 \S/);
  });

  test('answers as JSON with everything in it', () => {
    const answer = JSON.parse(varselvakt('explain', 'link_invalid', '--json').stdout);
    expect(answer).toEqual(JSON.parse(JSON.stringify({ ruleSet, ...explainCode('LINK_INVALID') })));
  });

  test('ends with 2 on what is no code: names the nearest ones, and does not repeat it', () => {
    const { status, stdout, stderr } = varselvakt('explain', 'TEXT_TO_LONG');
    expect([status, stdout, stderr]).toEqual([2, '', 'There is no such code. Did you mean TEXT_TOO_LONG?\n']);
    const other = varselvakt('explain', 'Ola Nordmann er syk');
    expect([other.status, other.stderr]).toEqual([2, 'There is no such code. All codes: varselvakt rules\n']);
  });
});

describe('rules', () => {
  test('lists every rule, or those of a clause or an area', () => {
    const all = varselvakt('rules').stdout;
    for (const code of ruleCodes) expect(all).toContain(`\n${code} `);
    expect(all).toContain(`${ruleCodes.length} rules of rule set ${ruleSet.version} (${ruleSet.hash.slice(0, 12)})`);
    const codesOf = (...args: readonly string[]) =>
      (JSON.parse(varselvakt('rules', '--json', ...args).stdout).rules as { code: string }[]).map(({ code }) => code);
    expect(codesOf()).toEqual(ruleCodes);
    expect(codesOf('--clause', 'c12')).toContain('TEXT_IDENTITY_NUMBER');
    expect(codesOf('--clause', 'C16')).toContain('TEXT_SENSITIVE_HEALTH');
    expect(codesOf('--area', 'unreadable')).toContain('AVRO_CORRUPT');
  });

  test.each([['--clause', 'C21'], ['--area', 'everything'], ['--nonsense']])('ends with 2 on %s %s', (...args) => {
    const { status, stdout } = varselvakt('rules', ...args);
    expect([status, stdout]).toEqual([2, '']);
  });

  test('ends quietly when nobody reads on', () => {
    const command = `"${process.execPath}" "${entry}" rules --json | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['{\n', '']);
  });
});
