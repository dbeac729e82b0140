import type { Register } from '@varselvakt/register';
import { parseRuleCode, ruleTable } from '@varselvakt/rules';
import type { RefusalCell } from '@varselvakt/scorecard';
import type { CountedRefusals } from '../scorecards/scorecards.ts';
import { beginOfPeriod, periods, type RefusalsQuestion } from './refusals-question.ts';
import type { RefusalsReport, RefusedRule } from './refusals-schema.ts';

type RuleCell = RefusalCell & { readonly rule: NonNullable<RefusalCell['rule']> };

/** Who was refused why, over time. Pure. */
export function composeRefusals(
  counted: CountedRefusals,
  question: RefusalsQuestion,
): Omit<RefusalsReport, 'feedbackFault'> {
  const { now, environment, register, countedFromAt } = counted;
  const { step } = periods[question.period];
  const fromAt = beginOfPeriod(question.period, now);
  const all = counted.cells(step, fromAt).filter(({ severity }) => severity === question.severity);
  const cells = all.filter((cell) => isOfPlace(cell, question));
  const events = cells.filter(({ rule }) => rule === null);
  const findings = cells.filter((cell): cell is RuleCell => isOfRule(cell, question.selection));
  const eventCount = sum(events);
  // Without a rule chosen an event counts once, whatever it met.
  const told = question.selection.code === null && question.selection.clause === null ? events : findings;
  return {
    ...{ generatedAt: now, environment, ...question, step, fromAt, untilAt: now, countedFromAt },
    choices: toChoices(all),
    ...{ eventCount, findingCount: sum(findings) },
    rules: toRules(findings, eventCount),
    producers: shareOut(told, ({ producerId }) => producerId).map(({ key, ...rest }) => ({
      ...{ producerId: key, team: teamOf(register, key), ...rest },
    })),
    topics: shareOut(told, ({ topic }) => topic).map(({ key, ...rest }) => ({ topic: key, ...rest })),
    buckets: toBuckets(findings),
    crampedCount: counted.crampedCount(),
  };
}

const isOfPlace = (cell: RefusalCell, { selection: { producer, topic } }: RefusalsQuestion): boolean =>
  (producer === null || cell.producerId === producer) && (topic === null || cell.topic === topic);

const isOfRule = ({ rule }: RefusalCell, { code, clause }: RefusalsQuestion['selection']): boolean =>
  rule !== null && (code === null || rule.code === code) && (clause === null || rule.clause === clause);

function toChoices(cells: readonly RefusalCell[]): RefusalsReport['choices'] {
  const names = (all: readonly (string | null | undefined)[]) =>
    [...new Set(all)].filter((one) => one != null).toSorted();
  const clauses = names(cells.map(({ rule }) => rule?.clause));
  return {
    producers: names(cells.map(({ producerId }) => producerId)),
    topics: names(cells.map(({ topic }) => topic)),
    clauses: clauses.toSorted((one, other) => Number(one.slice(1)) - Number(other.slice(1))),
  };
}

const sum = (cells: readonly RefusalCell[]): number => cells.reduce((total, { count }) => total + count, 0);

const teamOf = (register: Register, producerId: string): string | null =>
  register.producers.get(producerId)?.team ?? null;

const ruleKeyOf = ({ rule }: RuleCell): string => `${rule.code} ${rule.clause}`;

function toRules(findings: readonly RuleCell[], eventCount: number): RefusedRule[] {
  return [...Map.groupBy(findings, ruleKeyOf).values()]
    .map((cells) => toRule(cells, eventCount))
    .toSorted((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
}

function toRule(cells: readonly RuleCell[], eventCount: number): RefusedRule {
  const { code = '', clause = null } = cells[0]?.rule ?? {};
  const known = parseRuleCode(code);
  const rule = known === undefined ? null : ruleTable[known];
  const count = sum(cells);
  return {
    ...{ code, clause, title: rule?.message ?? null, remedy: rule?.remedy ?? null, count },
    share: eventCount === 0 ? null : count / eventCount,
    lastSeenAt: Math.max(...cells.map(({ lastAt }) => lastAt)),
    producers: shareOut(cells, ({ producerId }) => producerId).map(({ key, count }) => ({ producerId: key, count })),
    topics: shareOut(cells, ({ topic }) => topic).map(({ key, count }) => ({ topic: key, count })),
  };
}

/** Whose the cells are, the most first. */
function shareOut(cells: readonly RefusalCell[], keyOf: (cell: RefusalCell) => string) {
  const total = sum(cells);
  return [...Map.groupBy(cells, keyOf)]
    .map(([key, own]) => ({ key, count: sum(own), share: total === 0 ? null : sum(own) / total }))
    .toSorted((one, other) => other.count - one.count || (one.key < other.key ? -1 : 1));
}

function toBuckets(findings: readonly RuleCell[]): RefusalsReport['buckets'] {
  const groups = Map.groupBy(findings, (cell) => `${cell.startAt} ${ruleKeyOf(cell)}`);
  return [...groups.values()].flatMap((cells) => {
    const [first] = cells;
    return first === undefined ? [] : [{ startAt: first.startAt, ...first.rule, count: sum(cells) }];
  });
}
