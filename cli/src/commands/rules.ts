import {
  documentationOf,
  type Rule,
  type RuleArea,
  type RuleCode,
  ruleCodes,
  ruleSet,
  ruleTable,
} from '@varselvakt/rules';
import { type Command, InvalidArgumentError } from 'commander';
import { severityWords } from '../explain/severity-words.ts';
import { type Language, languageOption } from '../language.ts';
import { formatTable, type Terminal } from '../terminal.ts';

type RulesOptions = {
  readonly json?: true;
  readonly clause?: string;
  readonly area?: RuleArea;
  readonly lang: Language;
};

/** `rules`: the rule table, whole or in part. */
export function addRulesCommand(program: Command, terminal: Terminal): void {
  program
    .command('rules')
    .option('--clause <clause>', 'only the rules of one clause of the terms, such as C12', parseClause)
    .option('--area <area>', `only the rules of one area: ${areas().join(', ')}`, parseArea)
    .addOption(languageOption())
    .option('--json', 'as JSON')
    .description('list the rules that events and texts are judged by')
    .action((options: RulesOptions) => listRules(options, terminal));
}

function listRules({ clause, area, json, lang }: RulesOptions, terminal: Terminal): void {
  const chosen = ruleCodes
    .map((code) => ({ code, rule: ruleTable[code] }))
    .filter(
      ({ rule }) =>
        (clause === undefined || rule.clause === clause || rule.externalClause === clause) &&
        (area === undefined || rule.area === area),
    );
  if (json) {
    terminal.printJson({ ...ruleSet, rules: chosen.map(toJson) });
    return;
  }
  const rows = chosen.map(({ code, rule }) => [
    code,
    clauseWords(rule),
    severityWords(rule.severity),
    rule.message[lang],
  ]);
  terminal.print(formatTable(['CODE', 'CLAUSE', 'SEVERITY', 'MESSAGE'], rows));
  terminal.print(`\n${chosen.length} rules of rule set ${ruleSet.version} (${ruleSet.hash.slice(0, 12)})`);
}

function toJson({ code, rule }: { readonly code: RuleCode; readonly rule: Rule }) {
  return { code, ...rule, documentation: documentationOf(code, 'docs/rules.md') };
}

function areas(): readonly RuleArea[] {
  return [...new Set(ruleCodes.map((code) => ruleTable[code].area))];
}

function parseArea(word: string): RuleArea {
  const area = areas().find((known) => known === word.toLowerCase());
  if (area === undefined) throw new InvalidArgumentError(`Areas: ${areas().join(', ')}.`);
  return area;
}

function parseClause(word: string): string {
  const clause = word.toUpperCase();
  if (/^C([1-9]|1[0-9]|20)$/.test(clause)) return clause;
  throw new InvalidArgumentError('Clauses: C1 to C20.');
}

/** A clause of its own for SMS and e-mail stands behind a slash. */
function clauseWords({ clause, externalClause }: Rule): string {
  if (clause === null) return '-';
  return externalClause === undefined ? clause : `${clause}/${externalClause}`;
}
