import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { KnownMetrics } from './known-metrics.ts';

/** What is wrong with a query, and which labels its series have; null: it is a number without series. */
export type CheckedQuery = { readonly faults: readonly string[]; readonly labels: ReadonlySet<string> | null };

type Labels = ReadonlySet<string> | null;
type Check = { readonly query: string; readonly known: KnownMetrics; readonly faults: string[] };

/** Grafana puts spans of time into these. */
const spans = /\$__(rate_interval|interval|range)\b/g;

/**
 * Reads a query by the grammar of Prometheus and follows its labels: every metric must exist, and every label that is asked for, grouped or joined
 * by must be one that the series have there.
 */
export function checkQuery(text: string, known: KnownMetrics): CheckedQuery {
  const query = text.replaceAll(spans, '5m');
  const check: Check = { query, known, faults: [] };
  const tree = parser.parse(query);
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) check.faults.push(`is no PromQL at character ${from}`);
    },
  });
  const top = tree.topNode.firstChild;
  if (check.faults.length > 0 || top === null) return { faults: check.faults, labels: null };
  const labels = labelsOf(top, check);
  return { faults: check.faults, labels };
}

const none: ReadonlySet<string> = new Set();
const textOf = ({ from, to }: SyntaxNode, { query }: Check): string => query.slice(from, to);

const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
};

const handlers: Readonly<Record<string, (node: SyntaxNode, check: Check) => Labels>> = {
  VectorSelector: selectorLabels,
  AggregateExpr: aggregateLabels,
  FunctionCall: functionLabels,
  BinaryExpr: binaryLabels,
  NumberDurationLiteral: () => null,
  StringLiteral: () => null,
};

/** Whatever only wraps one expression (parentheses, ranges, offsets, signs) has its labels. */
function labelsOf(node: SyntaxNode, check: Check): Labels {
  const handler = handlers[node.name];
  if (handler !== undefined) return handler(node, check);
  const inner = childrenOf(node).find(isExpression);
  return inner === undefined ? null : labelsOf(inner, check);
}

const wrappers = new Set([
  'ParenExpr',
  'MatrixSelector',
  'SubqueryExpr',
  'OffsetExpr',
  'StepInvariantExpr',
  'UnaryExpr',
]);
const isExpression = ({ name }: SyntaxNode): boolean => Object.hasOwn(handlers, name) || wrappers.has(name);

function selectorLabels(node: SyntaxNode, check: Check): Labels {
  const [identifier, matchers] = [node.getChild('Identifier'), node.getChild('LabelMatchers')];
  const name = identifier === null ? '' : textOf(identifier, check);
  const labels = check.known.get(name);
  if (labels === undefined) {
    check.faults.push(`asks for ${name === '' ? 'series without a name' : name}, which nobody tells`);
    return none;
  }
  const asked = matchers === null ? [] : childrenOf(matchers).flatMap((one) => one.getChild('LabelName') ?? []);
  for (const label of asked) requireLabel(textOf(label, check), labels, `{…} of ${name}`, check);
  return labels;
}

function requireLabel(label: string, labels: Labels, place: string, check: Check): void {
  if (labels?.has(label) !== true) check.faults.push(`has no label ${label} in ${place}`);
}

const groupingOf = (node: SyntaxNode | null, check: Check): readonly string[] =>
  node === null ? [] : node.getChildren('LabelName').map((label) => textOf(label, check));

function aggregateLabels(node: SyntaxNode, check: Check): Labels {
  const body = argumentsOf(node).at(-1);
  const labels = body === undefined ? null : labelsOf(body, check);
  const modifier = node.getChild('AggregateModifier');
  const names = groupingOf(modifier?.getChild('GroupingLabels') ?? null, check);
  for (const name of names) requireLabel(name, labels, 'what is aggregated', check);
  // The largest and smallest series stay what they are.
  if (node.getChild('AggregateOp')?.firstChild?.name.match(/^(Topk|Bottomk|Limit)/)) return labels;
  if (modifier?.getChild('Without') != null) return new Set([...(labels ?? [])].filter((one) => !names.includes(one)));
  return new Set(names);
}

const argumentsOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const body = node.getChild('FunctionCallBody');
  return body === null ? [] : childrenOf(body).filter(isExpression);
};

function functionLabels(node: SyntaxNode, check: Check): Labels {
  const name = node.getChild('FunctionIdentifier')?.firstChild?.name ?? '';
  const all = argumentsOf(node).map((argument) => labelsOf(argument, check));
  if (name === 'Time' || name === 'Scalar') return null;
  if (name === 'Absent' || name === 'AbsentOverTime') return none;
  const labels = all.find((one) => one !== null) ?? null;
  if (name !== 'HistogramQuantile') return labels;
  requireLabel('le', labels, 'histogram_quantile', check);
  return new Set([...(labels ?? [])].filter((one) => one !== 'le'));
}

function binaryLabels(node: SyntaxNode, check: Check): Labels {
  const [left = null, right = null] = childrenOf(node)
    .filter(isExpression)
    .map((one) => labelsOf(one, check));
  if (left === null || right === null) return left ?? right;
  const clause = node.getChild('MatchingModifierClause');
  const groupings = clause?.getChildren('GroupingLabels') ?? [];
  for (const name of groupingOf(groupings[0] ?? null, check)) {
    requireLabel(name, left, 'the left side', check);
    requireLabel(name, right, 'the right side', check);
  }
  if (node.getChild('Or') !== null) return new Set([...left].filter((one) => right.has(one)));
  if (clause === null && node.getChild('Unless') === null && !isSame(left, right))
    check.faults.push('joins series of different labels, which never match');
  return left;
}

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((name) => other.has(name));
