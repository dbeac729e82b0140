import { explainCode, parseRuleCode, ruleCodes, ruleSet } from '@varselvakt/rules';
import { loadTermsVersions } from '@varselvakt/terms';
import type { Command } from 'commander';
import { CommandError, exitCodes } from '../command-error.ts';
import { nearestWords } from '../explain/nearest-words.ts';
import { renderExplanation } from '../explain/render-explanation.ts';
import { type Language, languageOption } from '../language.ts';
import type { Terminal } from '../terminal.ts';

type ExplainOptions = { readonly json?: true; readonly lang: Language };

/** `explain CODE`: all there is to tell about a finding's code. */
export function addExplainCommand(program: Command, terminal: Terminal): void {
  program
    .command('explain')
    .argument('<code>', 'the code of a finding, such as TEXT_IDENTITY_NUMBER; upper or lower case')
    .addOption(languageOption())
    .option('--json', 'as JSON')
    .description('what a code means: clause, severities, what to do, an example of each kind')
    .action((word: string, options: ExplainOptions) => explain(word, options, terminal));
}

function explain(word: string, { json, lang }: ExplainOptions, terminal: Terminal): void {
  const code = parseRuleCode(word.trim().toUpperCase().replaceAll('-', '_'));
  const explanation = code === undefined ? undefined : explainCode(code);
  if (explanation === undefined) throw new CommandError(unknownCode(word), exitCodes.usage);
  if (json) terminal.printJson({ ruleSet, ...explanation });
  else terminal.print(renderExplanation(explanation, lang, clausesIn(lang)));
}

/** The words of each clause in the newest terms of use. */
function clausesIn(lang: Language): ReadonlyMap<string, string> {
  const clauses = loadTermsVersions().at(-1)?.documents[lang].clauses ?? [];
  return new Map(clauses.map(({ id, text }) => [id, text]));
}

/** The word is not repeated: somebody may have pasted a text. */
function unknownCode(word: string): string {
  const near = nearestWords(word.trim().toUpperCase().replaceAll('-', '_'), ruleCodes);
  const advice = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'All codes: varselvakt rules';
  return `There is no such code. ${advice}`;
}
