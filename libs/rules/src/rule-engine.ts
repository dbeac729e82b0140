import type { ProducerEvent } from '@varselvakt/domain';
import { createFold, judgeText, type TextField, type TextScope } from './checks/judge-text.ts';
import { createDetector } from './detect/detector.ts';
import { createFindingCollector, type Finding } from './finding.ts';
import { type ValidationResult, validateEvent } from './validate-event.ts';
import type { ValidationContext } from './validation-context.ts';

/** The rules, ready to judge. Making one builds the word lists, so make one per process. */
export interface RuleEngine {
  /** Judges one event against structure, register, retention policy and content rules. Pure; never throws on decoded events. */
  readonly validateEvent: (event: ProducerEvent, context: ValidationContext) => ValidationResult;
  /** Judges one text by itself, whatever its length: invalid characters and everything the content rules say. Never throws. */
  readonly judgeText: (text: string, field: TextField, scope: TextScope) => readonly Finding[];
}

/** Builds the word lists once and gives the functions that judge by them. */
export const createRuleEngine = (): RuleEngine => {
  const detector = createDetector();
  return {
    validateEvent: (event, context) => validateEvent(event, context, detector),
    judgeText: (text, field, scope) => {
      const collector = createFindingCollector(scope);
      judgeText(text, field, { detector, fold: createFold(), scope, collector });
      return collector.findings;
    },
  };
};
